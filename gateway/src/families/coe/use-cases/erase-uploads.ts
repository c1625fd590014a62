/** Uploads and addresses of reference pictures, erased when their partner's retention is over. */
import type { Tx } from '../../../database/database.ts';
import type { Deps } from '../../../deps.ts';
import {
  type Clients,
  ERASURE_BATCH,
  forgetReferences,
  lockAbandonedUploads,
  lockExpiredUploads,
} from '../store/erasure.ts';
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
    const abandonedBefore = new Date(now - ABANDONED_AFTER_MS);
    erased += await eraseAll(deps, (tx) => lockExpiredUploads(tx, clients, before), signal);
    erased += await eraseAll(deps, (tx) => lockAbandonedUploads(tx, clients, abandonedBefore), signal);
    await forgetReferences(deps.db, clients, before);
  };
  for (const { clientId, policy } of deps.partners.values()) {
    await eraseOf({ are: 'in', ids: [clientId] }, policy.imageRetentionDays);
  }
  // Pictures of partners that have left the configuration fall under the general policy.
  await eraseOf({ are: 'not in', ids: [...deps.partners.keys()] }, deps.config.policy.imageRetentionDays);
  return erased;
};

type LockDue = (tx: Tx) => ReturnType<typeof lockExpiredUploads>;

/** In small batches: other writers of the chain wait for as long as one takes. */
const eraseAll = async (deps: Deps, lockDue: LockDue, signal: AbortSignal | undefined): Promise<number> => {
  let erased = 0;
  for (;;) {
    signal?.throwIfAborted();
    const batch = await eraseBatch(deps, lockDue);
    erased += batch;
    if (batch < ERASURE_BATCH) {
      return erased;
    }
  }
};

const eraseBatch = (deps: Deps, lockDue: LockDue): Promise<number> =>
  deps.db.transaction().execute(async (tx) => {
    const due = await lockDue(tx);
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
