/** Preloads the engine for later launches, and disposes it. Both are idempotent and do nothing on a server. */
import { toLifesignError } from './errors.ts';
import { toDetector, toStaticUrl } from './options.ts';
import type { SessionConfig } from './options.ts';
import { tellTrouble } from './tell-trouble.ts';

/** Must equal those of later launches, which otherwise load their own engine. */
export type InitialiseOptions = Pick<SessionConfig, 'staticUrl' | 'assetsUrl' | 'createWorker' | 'detector'>;

/**
 * Loads and warms the engine for later launches. Rejects with a `LifesignError` when that fails, and with a
 * `TypeError` when the options are wrong. It needs neither a camera nor a gateway: a test that awaits it in a browser shows
 * that a site serves the worker and the assets correctly.
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

/** Disposes the engine: at once, or after the launch that still uses it. A later launch loads it again. */
export const dispose = async (): Promise<void> => {
  if (typeof document !== 'undefined') {
    const { emptyPool } = await import('./engine-pool.ts');
    emptyPool();
  }
};
