/** Loads ahead what a launch will need, and lets go of it. Both are idempotent and do nothing on a server. */
import { toLifesignError } from './errors.ts';
import { toDetector, toStaticUrl } from './options.ts';
import type { SessionConfig } from './options.ts';
import { tellTrouble } from './tell-trouble.ts';

/** Must equal those of the launches to come, or they would load an engine of their own. */
export type InitialiseOptions = Pick<SessionConfig, 'staticUrl' | 'assetsUrl' | 'createWorker' | 'detector'>;

/**
 * Loads and warms the engine, so that a launch finds it ready. Rejects with a `LifesignError` when it cannot, and with a
 * `TypeError` when the options are wrong. It needs neither a camera nor a gateway: a test that awaits it in a browser shows
 * that a site serves the worker and the assets as they should be.
 */
export const initialise = async (options: InitialiseOptions = {}): Promise<void> => {
  if (typeof document === 'undefined') {
    return;
  }
  const settings = {
    staticUrl: toStaticUrl(options),
    createWorker: options.createWorker ?? null,
    detector: toDetector(options.detector),
  };
  const { shareEngine } = await import('./engine-pool.ts');
  const lease = shareEngine(settings);
  try {
    await Promise.all([lease.engine.load(), import('./ui/open-selfie.ts')]);
  } catch (cause) {
    const error = toLifesignError(cause, 'asset-load-failed');
    tellTrouble(error.toJSON());
    throw error;
  } finally {
    lease.release();
  }
};

/** Lets the engine go: at once, or with the launch that still uses it. A later launch loads it again. */
export const dispose = async (): Promise<void> => {
  if (typeof document !== 'undefined') {
    const { emptyPool } = await import('./engine-pool.ts');
    emptyPool();
  }
};
