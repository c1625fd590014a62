/** Removes a user whom the gateway has erased from the proxy's provider. Safe to run twice. */
import { isInitiated } from '../store/initiations.ts';
import type { LcpDeps } from './lcp-deps.ts';

/** Rejects when the provider cannot be reached; the queue tries again. */
export const forgetAtProvider = async (
  { db, provider, aliasOf }: Pick<LcpDeps, 'db' | 'provider' | 'aliasOf'>,
  userId: string,
  signal: AbortSignal,
): Promise<void> => {
  // A user who was initiated again after the erasure has a new enrolment, which replaced the earlier one.
  if (provider.forget === undefined || (await isInitiated(db, provider.name, userId))) {
    return;
  }
  await provider.forget(aliasOf(userId), signal);
};
