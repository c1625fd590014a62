/** The proxy's provider forgets a user whom the gateway has erased. Safe to run twice. */
import { isInitiated } from '../store/initiations.ts';
import type { LcpDeps } from './lcp-deps.ts';

/** Rejects when the provider cannot be asked; the queue tries again. */
export const forgetAtProvider = async (
  { db, provider, aliasOf }: Pick<LcpDeps, 'db' | 'provider' | 'aliasOf'>,
  userId: string,
  signal: AbortSignal,
): Promise<void> => {
  // A user initiated again since the erasure has a new enrolment, which replaced the former one.
  if (provider.forget === undefined || (await isInitiated(db, provider.name, userId))) {
    return;
  }
  await provider.forget(aliasOf(userId), signal);
};
