/** Erases pictures when the policy's retention is over; verdicts and audit stay. */
import { deleteEVerifySessions } from '../families/e-verify/store/sessions.ts';
import { expireMoments } from '../families/coe/store/moments.ts';
import { eraseLcpImages } from '../families/lcp/store/images.ts';
import { deleteInitiations } from '../families/lcp/store/initiations.ts';
import { deleteAttempts } from '../check/store/attempts.ts';
import { expirePrints } from '../check/store/prints.ts';
import { longestWindowMs } from '../check/velocity.ts';
import type { Deps } from '../deps.ts';
import { deleteHandoffs } from '../handoff/store/handoffs.ts';
import { sweepBuckets } from '../limits/store/buckets.ts';
import { eraseExpiredUploads } from '../families/coe/use-cases/erase-uploads.ts';
import { eraseExpiredCheckImages } from './pictures.ts';

const DAY_MS = 86_400_000;

/** Tokens this old have expired; the record of the user's enrolment is removed with them. */
const INITIATIONS_KEPT_MS = 365 * DAY_MS;

/** Much longer than judging an attempt takes, after which they are deleted anyway. */
const MOMENTS_KEPT_MS = DAY_MS;

/** Longer than the token that a phone got by one. */
const HANDOFFS_KEPT_MS = 7 * DAY_MS;

/**
 * Removes everything that is due: pictures, addresses of reference pictures, old audit entries. Returns how many pictures. Rejects
 * between two batches once `signal` is aborted; the rest is removed by the next run.
 */
export const eraseExpired = async (deps: Deps, signal?: AbortSignal): Promise<number> => {
  const now = deps.clock.now().getTime();
  const erased = (await eraseExpiredUploads(deps, signal)) + (await eraseExpiredCheckImages(deps, signal));
  signal?.throwIfAborted();
  await eraseLcpImages(deps.db, { before: new Date(now - deps.config.policy.imageRetentionDays * DAY_MS) });
  await expireMoments(deps.db, new Date(now - MOMENTS_KEPT_MS));
  await expirePrints(deps.db, deps.clock.now());
  await deleteInitiations(deps.db, new Date(now - INITIATIONS_KEPT_MS));
  await deleteEVerifySessions(deps.db, new Date(now - deps.config.eVerify.resultDays * DAY_MS));
  const policies = [deps.config.policy, ...deps.config.partners.map(({ policy }) => policy)];
  await deleteAttempts(deps.db, { before: new Date(now - longestWindowMs(policies)) });
  await deleteHandoffs(deps.db, new Date(now - HANDOFFS_KEPT_MS));
  await sweepBuckets(deps.db);
  const entries = await deps.audit.prune(new Date(now - deps.config.audit.retentionDays * DAY_MS));
  if (erased > 0 || entries > 0) {
    deps.logger.info({ images: erased, auditEntries: entries }, 'retention');
  }
  return erased;
};
