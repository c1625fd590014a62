/** Uploads and addresses of reference pictures, erased when their partner's time is over. */
import type { Deps } from '../../../deps.ts';
import { type Clients, ERASURE_BATCH, forgetReferences, lockDueUploads } from '../store/erasure.ts';
import { eraseDocumentImages } from '../store/images.ts';
import { auditCoe } from './audit.ts';

const DAY_MS = 86_400_000;

/** Age at which uploads of an attempt that was never confirmed are erased. */
const ABANDONED_AFTER_MS = DAY_MS;

/** Returns how many pictures there were. */
export const eraseExpiredUploads = async (deps: Deps, signal?: AbortSignal): Promise<number> => {
  const now = deps.clock.now().getTime();
  let erased = 0;
  const eraseOf = async (clients: Clients, retentionDays: number): Promise<void> => {
    const before = new Date(now - retentionDays * DAY_MS);
    erased += await eraseAll(deps, clients, before, signal);
    await forgetReferences(deps.db, clients, before);
  };
  for (const { clientId, policy } of deps.partners.values()) {
    await eraseOf({ are: 'in', ids: [clientId] }, policy.imageRetentionDays);
  }
  // Pictures of partners that have left the configuration fall under the general policy.
  await eraseOf({ are: 'not in', ids: [...deps.partners.keys()] }, deps.config.policy.imageRetentionDays);
  return erased;
};

/** In small batches, because other writers of the chain wait for a whole one. */
const eraseAll = async (
  deps: Deps,
  clients: Clients,
  before: Date,
  signal: AbortSignal | undefined,
): Promise<number> => {
  let erased = 0;
  for (;;) {
    signal?.throwIfAborted();
    const batch = await eraseBatch(deps, clients, before);
    erased += batch;
    if (batch < ERASURE_BATCH) {
      return erased;
    }
  }
};

const eraseBatch = (deps: Deps, clients: Clients, before: Date): Promise<number> =>
  deps.db.transaction().execute(async (tx) => {
    const abandonedBefore = new Date(deps.clock.now().getTime() - ABANDONED_AFTER_MS);
    const due = await lockDueUploads(tx, clients, { before, abandonedBefore });
    if (due.length === 0) {
      return 0;
    }
    const ids = due.map(({ id }) => id);
    await eraseDocumentImages(tx, ids, deps.clock.now());
    // In the order of the chains, so that two processes never wait for each other.
    for (const { id, type, sha256, submissionId, sessionId, ...session } of due.toSorted(byClient)) {
      await auditCoe(
        deps,
        tx,
        { id: sessionId, ...session },
        {
          actor: 'gateway',
          action: 'images-erased',
          submissionId,
          images: sha256 === null ? [] : [{ role: type, id, sha256 }],
          detail: { reason: 'retention' },
        },
      );
    }
    return due.length;
  });

const byClient = (a: { readonly client_id: string }, b: { readonly client_id: string }): number =>
  a.client_id < b.client_id ? -1 : Number(a.client_id > b.client_id);
