/** Pictures of concluded checks, erased: when their time is over, or because somebody decided so. The bytes are gone then. */
import type { Tx } from '../database/database.ts';
import { eraseDocumentImages } from '../families/coe/store/images.ts';
import { deleteReferenceImage, eraseLcpImages } from '../families/lcp/store/images.ts';
import type { Deps } from '../deps.ts';
import type { CheckRole, Family } from '../check/check.ts';
import { spellingsOf } from '../database/spellings.ts';
import type { AuditImage } from '../ports.ts';

const DAY_MS = 86_400_000;

/** In batches: one transaction over a year's pictures would hold its locks for minutes. */
const BATCH = 500;

interface Due {
  readonly id: string;
  readonly role: CheckRole;
  readonly sha256: string;
  readonly checkId: string;
  readonly family: Family;
  readonly tenant: string;
  readonly userId: string;
}

export interface Erasure {
  /** `gateway` for retention, `admin:<name>` for a person. */
  readonly actor: string;
  readonly reason: string;
}

/** Erases what the general policy no longer keeps. Returns the number of pictures. */
export const eraseExpiredCheckImages = async (deps: Deps): Promise<number> => {
  const before = new Date(deps.clock.now().getTime() - deps.config.policy.imageRetentionDays * DAY_MS);
  let erased = 0;
  for (;;) {
    const batch = await deps.db.transaction().execute(async (tx) => {
      const due = await selectDue(tx).where('check_image.created_at', '<', before).execute();
      await erase(deps, tx, due, { actor: 'gateway', reason: 'retention' });
      return due.length;
    });
    erased += batch;
    if (batch < BATCH) {
      return erased;
    }
  }
};

const selectDue = (tx: Tx) =>
  tx
    .selectFrom('check_image')
    .innerJoin('liveness_check', 'liveness_check.id', 'check_image.check_id')
    .select([
      'check_image.id',
      'check_image.role',
      'check_image.sha256',
      'liveness_check.id as checkId',
      'liveness_check.family',
      'liveness_check.tenant',
      'liveness_check.user_id as userId',
    ])
    .where('check_image.sealed', 'is not', null)
    // In the order of the chains, so that two processes never wait for each other.
    .orderBy('liveness_check.family')
    .orderBy('liveness_check.tenant')
    .limit(BATCH)
    .forUpdate('check_image')
    .skipLocked();

const erase = async (deps: Deps, tx: Tx, due: readonly Due[], { actor, reason }: Erasure): Promise<void> => {
  if (due.length === 0) {
    return;
  }
  await tx
    .updateTable('check_image')
    .set({ sealed: null, erased_at: deps.clock.now() })
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .execute();
  for (const { id, role, sha256, checkId, family, tenant, userId } of due) {
    await deps.audit.append(tx, {
      family,
      tenant,
      actor,
      userId,
      action: 'images-erased',
      checkId,
      images: [{ role, id, sha256 }],
      detail: { reason },
    });
  }
};

export interface Person {
  readonly family: Family;
  readonly tenant: string;
  readonly userId: string;
}

/** Erases every picture of a person, whatever its age. All of them or none; returns how many there were. */
export const erasePersonImages = (deps: Deps, person: Person, why: Erasure): Promise<number> =>
  deps.db.transaction().execute((tx) => erasePicturesOf(deps, tx, person, why));

/** The same within somebody's transaction, whose last locks these should be. */
export const erasePicturesOf = async (deps: Deps, tx: Tx, person: Person, why: Erasure): Promise<number> => {
  const uploads = await erasePersonUploads(deps, tx, person);
  const kept = await erasePersonReferences(tx, person);
  let due: readonly Due[];
  const all = [...uploads];
  do {
    due = await selectDue(tx)
      .where('liveness_check.family', '=', person.family)
      .where('liveness_check.tenant', '=', person.tenant)
      .where('liveness_check.user_id', 'in', spellingsOf(person.userId))
      .execute();
    await erase(deps, tx, due, why);
    all.push(...due.map(({ id, role, sha256 }) => ({ id, role, sha256 })));
  } while (due.length > 0);
  await deps.audit.append(tx, {
    ...person,
    actor: why.actor,
    action: 'images-erased',
    images: uploads,
    detail: { reason: why.reason, pictures: all.length + kept },
  });
  return all.length + kept;
};

/** What the proxy keeps for its own audit log, and the picture that it compares with. */
const erasePersonReferences = async (tx: Tx, { family, userId }: Person): Promise<number> =>
  family === 'lcp' ? (await eraseLcpImages(tx, { userId })) + Number(await deleteReferenceImage(tx, userId)) : 0;

/** Uploads of the CoE family have places of their own. Work in progress loses its pictures too, and ends without a verdict. */
const erasePersonUploads = async (
  deps: Deps,
  tx: Tx,
  { family, tenant, userId }: Person,
): Promise<readonly AuditImage[]> => {
  if (family !== 'coe') {
    return [];
  }
  const due = await tx
    .selectFrom('document')
    .innerJoin('document_image', 'document_image.document_id', 'document.id')
    .innerJoin('submission', 'submission.id', 'document.submission_id')
    .innerJoin('session', 'session.id', 'submission.session_id')
    .select(['document.id', 'document.type as role', 'document.sha256'])
    .where('session.client_id', '=', tenant)
    .where('session.user_id', 'in', spellingsOf(userId))
    .forUpdate('document_image')
    .execute();
  if (due.length === 0) {
    return [];
  }
  const ids = due.map(({ id }) => id);
  await eraseDocumentImages(tx, ids, deps.clock.now());
  return due.map(({ id, role, sha256 }) => ({ id, role, sha256: sha256 ?? '' }));
};
