/** Checks for administrators. Every read of one is written to the audit trail before it is answered. */
import { imagesOfCheck, findCheck, readCheckImage } from '../../check/store/checks.ts';
import {
  type CheckFilter,
  type CheckPageWish,
  type CheckPlace,
  findChecks,
  type ListedCheck,
} from '../../check/store/list.ts';
import type { Total } from '../../database/total.ts';
import type { Db } from '../../database/database.ts';
import { readImage } from '../../families/coe/store/images.ts';
import type { LivenessCheckRow } from '../../check/store/tables.ts';
import { documentsOf, findDocument } from '../../families/coe/store/submissions.ts';
import { isUuid } from '../../database/uuid.ts';
import type { Deps } from '../../deps.ts';
import type { CheckRole, CheckState, Family } from '../../check/check.ts';
import type { AuditAction, AuditImage } from '../../audit/types.ts';

export interface CheckSummary {
  readonly id: string;
  readonly family: Family;
  readonly tenant: string;
  readonly userId: string;
  readonly reference: string;
  readonly state: CheckState;
  readonly reason: string | null;
  /** 0..1 */
  readonly score: number | null;
  readonly deviceVerdict: string | null;
  readonly createdAt: string;
}

const summaryOf = (row: ListedCheck): CheckSummary => ({
  id: row.id,
  family: row.family,
  tenant: row.tenant,
  userId: row.user_id,
  reference: row.reference,
  state: row.state,
  reason: row.reason,
  score: row.score,
  deviceVerdict: row.device_verdict,
  createdAt: row.created_at.toISOString(),
});

/** The total is of all pages. */
export interface CheckPage extends Total {
  readonly items: readonly CheckSummary[];
  /** Where the page ended; null when it was the last. */
  readonly next: CheckPlace | null;
}

/** Newest first. */
export const listChecks = async (db: Db, filter: CheckFilter, wish: CheckPageWish): Promise<CheckPage> => {
  const { rows, ...page } = await findChecks(db, filter, wish);
  return { items: rows.map(summaryOf), ...page };
};

export interface CheckImageFacts {
  readonly id: string;
  readonly role: CheckRole;
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256: string;
  /** Null until erased. */
  readonly erasedAt: string | null;
}

export interface CheckDetail extends CheckSummary {
  readonly images: readonly CheckImageFacts[];
  readonly evidence: Readonly<Record<string, unknown>> | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Of the same user, newest first, this one included. */
  readonly history: readonly CheckSummary[];
}

const HISTORY = 20;

/** Null when there is no such check. */
export const viewCheck = async (deps: Deps, id: string, actor: string): Promise<CheckDetail | null> => {
  const row = isUuid(id) ? await findCheck(deps.db, id) : undefined;
  if (row === undefined) {
    return null;
  }
  await auditLook(deps, row, actor, 'record-viewed', []);
  const { family, tenant, user_id: userId } = row;
  const { items } = await listChecks(deps.db, { family, tenant, userId }, { page: 1, pageSize: HISTORY });
  return {
    ...summaryOf(row),
    images: await imageFacts(deps.db, row),
    evidence: row.evidence,
    details: row.details,
    history: items,
  };
};

const imageFacts = async (db: Db, { id, family }: LivenessCheckRow): Promise<readonly CheckImageFacts[]> => {
  if (family === 'coe') {
    const documents = await documentsOf(db, id);
    return documents.flatMap(({ id: imageId, type, width, height, sha256, erased_at }) =>
      sha256 === null
        ? []
        : [{ id: imageId, role: type, width, height, sha256, erasedAt: erased_at?.toISOString() ?? null }],
    );
  }
  const images = await imagesOfCheck(db, id);
  return images.map(({ erased_at, created_at: _made, content_type: _type, ...facts }) => ({
    ...facts,
    erasedAt: erased_at?.toISOString() ?? null,
  }));
};

export interface Picture {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Null when the check has no such picture, or it was erased. */
export const viewImage = async (
  deps: Deps,
  checkId: string,
  imageId: string,
  actor: string,
): Promise<Picture | null> => {
  const row = isUuid(checkId) && isUuid(imageId) ? await findCheck(deps.db, checkId) : undefined;
  const facts = row === undefined ? [] : await imageFacts(deps.db, row);
  const image = facts.find(({ id, erasedAt }) => id === imageId && erasedAt === null);
  if (row === undefined || image === undefined) {
    return null;
  }
  await auditLook(deps, row, actor, 'image-viewed', [{ role: image.role, id: image.id, sha256: image.sha256 }]);
  if (row.family !== 'coe') {
    return readCheckImage(deps.db, deps.pictures, imageId);
  }
  const bytes = await readImage(deps.db, deps.pictures, imageId);
  const contentType = (await findDocument(deps.db, imageId))?.content_type ?? null;
  return bytes === null || contentType === null ? null : { bytes, contentType };
};

const auditLook = async (
  deps: Deps,
  { id, family, tenant, user_id: userId }: LivenessCheckRow,
  actor: string,
  action: AuditAction,
  images: readonly AuditImage[],
): Promise<void> => {
  await deps.db
    .transaction()
    .execute((tx) => deps.audit.append(tx, { family, tenant, actor, userId, action, checkId: id, images }));
};
