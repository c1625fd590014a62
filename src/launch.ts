/**
 * One launch at a time, one result for every launch.
 * Owns: the order of checks, the partner's callback. Does not know: anything about screens; they load on demand.
 */
import type { DocumentVerificationResult } from './contract/index.ts';
import { toLifesignError } from './errors.ts';
import { errorResult } from './flow/result.ts';
import type { FlowKind } from './flow/state.ts';
import { normalise } from './options.ts';
import type { LaunchConfig } from './ui/config.ts';

/** Called once with the same result that the promise gives. An exception in it is reported to the page, not to us. */
export type ResultCallback = (result: DocumentVerificationResult) => void;

let isOpen = false;

export const launch = async (
  flow: FlowKind,
  config: LaunchConfig,
  resultCallback?: ResultCallback,
): Promise<DocumentVerificationResult> => {
  // Mistakes reject at once: there was no launch, so there is no result and no callback.
  normalise(flow, config);
  if (typeof document === 'undefined') {
    throw new TypeError('lifesign: a launch needs a browser');
  }
  if (isOpen) {
    throw new TypeError('lifesign: a launch is open already; wait for its result or abort it');
  }
  isOpen = true;
  let result: DocumentVerificationResult;
  try {
    const { openSelfie } = await import('./ui/open-selfie.ts');
    result = await openSelfie(flow, config);
  } catch (error) {
    result = errorResult(config.correlationId, toLifesignError(error, 'asset-load-failed').toJSON());
  } finally {
    isOpen = false;
  }
  tell(resultCallback, result);
  return result;
};

const tell = (callback: ResultCallback | undefined, result: DocumentVerificationResult): void => {
  try {
    callback?.(result);
  } catch (error) {
    reportError(error);
  }
};
