/**
 * One launch at a time, one result for every launch.
 * Owns: the order of checks, the partner's callback. Does not know: anything about screens; they load on demand.
 */
import type { DocumentVerificationResult } from './contract/index.ts';
import { toLifesignError } from './errors.ts';
import { cancelledResult, errorResult } from './flow/result.ts';
import type { FlowKind } from './flow/state.ts';
import { normalise, type SessionOptions } from './options.ts';
import { tellTrouble } from './tell-trouble.ts';
import type { LaunchConfig, LaunchLook } from './ui/config.ts';
import { untilLoaded } from './until-loaded.ts';

/** Called once with the same result that the promise gives. An exception in it is passed to `reportError`. */
export type ResultCallback = (result: DocumentVerificationResult) => void;

interface OpenLaunch {
  readonly signal: AbortSignal | null;
  readonly ended: Promise<unknown>;
}

let current: OpenLaunch | null = null;

/** Mistakes in the config reject at once: there was no launch, so there is no result and no callback. */
export const launch = async (
  flow: FlowKind,
  config: LaunchConfig,
  resultCallback?: ResultCallback,
): Promise<DocumentVerificationResult> => launchWith(normalise(flow, config), config, resultCallback);

/** A launch with options that are already validated. */
export const launchWith = async (
  options: SessionOptions,
  config: LaunchLook,
  resultCallback?: ResultCallback,
): Promise<DocumentVerificationResult> => {
  if (typeof document === 'undefined') {
    throw new TypeError('lifesign: a launch needs a browser');
  }
  // An element outside the document is never rendered, so the launch would never end.
  if (config.container?.isConnected === false) {
    throw new TypeError('lifesign: container must be in the page');
  }
  for (let earlier = current; earlier !== null; earlier = current) {
    if (earlier.signal?.aborted !== true) {
      throw new TypeError('lifesign: a launch is open already; wait for its result or abort it');
    }
    // Aborted, so it is about to end: a page that renders again may launch again in the same tick.
    await earlier.ended;
  }
  const ended = open(options, config).finally(() => {
    current = null;
  });
  current = { signal: options.signal, ended };
  const result = await ended;
  tell(resultCallback, result);
  return result;
};

/** Never rejects. */
const open = async (options: SessionOptions, config: LaunchLook): Promise<DocumentVerificationResult> => {
  const { correlationId, signal } = options;
  try {
    const { openSelfie } = await untilLoaded(import('./ui/open-selfie.ts'), signal);
    return await openSelfie(options, config);
  } catch (error) {
    if (signal?.aborted === true) {
      return cancelledResult(correlationId, null);
    }
    const data = toLifesignError(error, 'asset-load-failed').toJSON();
    tellTrouble(data);
    return errorResult(correlationId, data);
  }
};

const tell = (callback: ResultCallback | undefined, result: DocumentVerificationResult): void => {
  try {
    callback?.(result);
  } catch (error) {
    reportError(error);
  }
};
