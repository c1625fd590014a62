/** Erases the pictures of concluded checks, after retention or on request. Their bytes are deleted. */
import type { AuditImage } from '../audit/types.ts';
import { ERASURE_BATCH, erasePictures, lockPictures, type Person, type StoredPicture } from '../check/store/erasure.ts';
import { erasePrints } from '../check/store/prints.ts';
import type { Tx } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { lockUploadsOf } from '../families/coe/store/erasure.ts';
import { eraseDocumentImages } from '../families/coe/store/images.ts';
import { deleteMomentsOf } from '../families/coe/store/moments.ts';
import { deleteReferenceImage, eraseLcpImages } from '../families/lcp/store/images.ts';

const DAY_MS = 86_400_000;

export interface Erasure {
  /** `gateway` for retention, `admin:<name>` for a person. */
  readonly actor: string;
  readonly reason: string;
}

/** Erases pictures whose retention by the general policy is over. Returns the number of pictures. */
export const eraseExpiredCheckImages = async (deps: Deps, signal?: AbortSignal): Promise<number> => {
  const before = new Date(deps.clock.now().getTime() - deps.config.policy.imageRetentionDays * DAY_MS);
  let erased = 0;
  for (;;) {
    signal?.throwIfAborted();
    const batch = await deps.db.transaction().execute(async (tx) => {
      const due = await lockPictures(tx, { before });
      await erase(deps, tx, due, { actor: 'gateway', reason: 'retention' });
      return due.length;
    });
    erased += batch;
    if (batch < ERASURE_BATCH) {
      return erased;
    }
  }
};

const erase = async (deps: Deps, tx: Tx, due: readonly StoredPicture[], { actor, reason }: Erasure): Promise<void> => {
  if (due.length === 0) {
    return;
  }
  await erasePictures(
    tx,
    due.map(({ id }) => id),
    deps.clock.now(),
  );
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

/** Erases every picture of a person, whatever its age. All of them or none; returns how many there were. */
export const erasePersonImages = (deps: Deps, person: Person, why: Erasure): Promise<number> =>
  deps.db.transaction().execute((tx) => erasePicturesOf(deps, tx, person, why));

/** The same within the caller's transaction; these should be its last locks. */
export const erasePicturesOf = async (deps: Deps, tx: Tx, person: Person, why: Erasure): Promise<number> => {
  const uploads = await erasePersonUploads(deps, tx, person);
  const kept = await erasePersonReferences(tx, person);
  await erasePrints(tx, person);
  let due: readonly StoredPicture[];
  const all = [...uploads];
  do {
    due = await lockPictures(tx, person);
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

/** Pictures of the proxy's audit log, and its reference picture. */
const erasePersonReferences = async (tx: Tx, { family, userId }: Person): Promise<number> =>
  family === 'lcp' ? (await eraseLcpImages(tx, { userId })) + Number(await deleteReferenceImage(tx, userId)) : 0;

/** Uploads of the CoE family are stored separately. Submissions in progress lose their pictures too and end without a verdict. */
const erasePersonUploads = async (
  deps: Deps,
  tx: Tx,
  { family, tenant, userId }: Person,
): Promise<readonly AuditImage[]> => {
  if (family !== 'coe') {
    return [];
  }
  await deleteMomentsOf(tx, { clientId: tenant, userId });
  const due = await lockUploadsOf(tx, { clientId: tenant, userId });
  if (due.length === 0) {
    return [];
  }
  const ids = due.map(({ id }) => id);
  await eraseDocumentImages(tx, ids, deps.clock.now());
  return due.map(({ id, role, sha256 }) => ({ id, role, sha256: sha256 ?? '' }));
};
