/**
 * A check that another provider's SDK captures, behind the Liveness Check Proxy. None of our screens, camera or engine
 * is used: the person is captured once, by the provider's SDK.
 */
import type { CaptureWithProvider, checkWithProvider } from './client/lcp/provider-check.ts';
import type { ProxyAccess } from './client/lcp/proxy-calls.ts';
import type { DocumentVerificationResult } from './contract/index.ts';
import { LifesignError, toLifesignError } from './errors.ts';
import { cancelledResult, completedResult, errorResult, failure } from './flow/result.ts';

export interface ProviderLaunchConfig extends ProxyAccess {
  /** The page's own id of the attempt; comes back in the result. */
  readonly correlationId: string;
  readonly captureWithProvider: CaptureWithProvider;
  /** Ends the check with `NOT_COMPLETED` and `USER_CANCELLED`, at any moment. */
  readonly signal?: AbortSignal;
}

/**
 * Asks the proxy for the provider's token, runs the provider's SDK, and has its capture verified: one attempt. Resolves as
 * a launch does; rejects with a `TypeError` only, when the config is wrong.
 */
export const launchWithProvider = async (config: ProviderLaunchConfig): Promise<DocumentVerificationResult> => {
  const { correlationId, signal = new AbortController().signal, ...check } = config;
  if ([correlationId, check.baseUrl, check.userId].some((text) => typeof text !== 'string' || text === '')) {
    throw new TypeError('lifesign: correlationId, baseUrl and userId are required and must be non-empty strings');
  }
  if (typeof check.captureWithProvider !== 'function') {
    throw new TypeError('lifesign: captureWithProvider must be a function');
  }
  try {
    const run = await load();
    const verdict = await run({ ...check, signal });
    switch (verdict) {
      case 'ACCEPTED':
      case 'REJECTED':
        return completedResult(correlationId, crypto.randomUUID());
      case 'left':
        return cancelledResult(correlationId, null);
      case null:
        return errorResult(
          correlationId,
          failure('verification-failed', 'The provider could not reach a verdict'),
          'VERIFICATION_FAILED',
        );
    }
  } catch (error) {
    return signal.aborted
      ? cancelledResult(correlationId, null)
      : errorResult(correlationId, toLifesignError(error, 'internal').toJSON());
  }
};

const load = async (): Promise<typeof checkWithProvider> => {
  try {
    return (await import('./client/lcp/provider-check.ts')).checkWithProvider;
  } catch (cause) {
    throw new LifesignError('asset-load-failed', 'The client of the gateway family did not load', { cause });
  }
};
