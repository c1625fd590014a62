/** The proxy's audit log: entries of the trail, in the product's words. */
import { listEntries } from '../../../audit/store/audit-trail.ts';
import { readCheckImage } from '../../../check/store/checks.ts';
import { readLcpImage } from '../store/images.ts';
import { messageOf } from '../rules.ts';
import type { AuditPlace } from '../../../audit/types.ts';
import { auditLcp, LCP_TENANT, type LcpDeps } from './lcp-deps.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;

export interface AuditPage {
  readonly start: Date | null;
  readonly end: Date | null;
  readonly pageSize: number;
  /** From 0; ignored when the page begins `after` an entry. */
  readonly pageNumber: number;
  readonly after: AuditPlace | null;
}

export interface AuditRecord {
  readonly id: string;
  readonly timestamp: number;
  readonly message: string;
}

/** Newest first. */
export const listAuditLog = async (
  { lists, clock }: LcpDeps,
  userId: string,
  { start, end, pageSize, pageNumber, after }: AuditPage,
): Promise<{ readonly records: readonly AuditRecord[]; readonly next: AuditPlace | null }> => {
  const to = end ?? clock.now();
  const { entries, next } = await lists.read((db) =>
    listEntries(db, {
      family: 'lcp',
      tenant: LCP_TENANT,
      userId,
      from: start ?? new Date(to.getTime() - THIRTY_DAYS_MS),
      to,
      limit: pageSize,
      ...(after === null ? { offset: pageNumber * pageSize } : { after, offset: 0 }),
    }),
  );
  const records = entries.map((entry) => ({ id: entry.id, timestamp: entry.at.getTime(), message: messageOf(entry) }));
  return { records, next };
};

export interface AuditDetail extends AuditRecord {
  readonly params: { readonly userId?: string; readonly probeImage?: string; readonly trustedImage?: string };
}

/** Null when there is none. Viewing its pictures adds another entry. */
export const readAuditLog = async (deps: LcpDeps, id: string, viewer: string): Promise<AuditDetail | null> => {
  const entry = await deps.audit.find(id);
  if (entry === null || entry.family !== 'lcp') {
    return null;
  }
  const params: { userId?: string; probeImage?: string; trustedImage?: string } = {};
  if (entry.userId !== null) {
    params.userId = entry.userId;
  }
  // The verdict names the pictures too; they belong to separate entries.
  const images = entry.action === 'verdict' ? [] : entry.images;
  for (const { id: imageId, role } of images) {
    const bytes =
      (await readLcpImage(deps.db, deps.pictures, imageId)) ??
      (await readCheckImage(deps.db, deps.pictures, imageId))?.bytes ??
      null;
    if (bytes !== null) {
      params[role === 'REFERENCE' ? 'trustedImage' : 'probeImage'] ??= Buffer.from(bytes).toString('base64');
    }
  }
  if ((params.probeImage ?? params.trustedImage) !== undefined) {
    const actor = `admin:${viewer}`;
    await auditLcp(deps, { actor, userId: entry.userId, action: 'image-viewed', detail: { entry: id } });
  }
  return { id: entry.id, timestamp: entry.at.getTime(), message: messageOf(entry), params };
};
