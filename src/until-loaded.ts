/**
 * Waits for parts of the SDK that load on demand. Browsers have no timeout for a module, and until it is there
 * the person has no screen to close.
 */
import { LifesignError } from './errors.ts';

export const LOAD_MS = 60_000;

/** Rejects with the signal's reason once it is aborted, and with `asset-load-failed` after {@link LOAD_MS}. */
export const untilLoaded = async <T>(loading: Promise<T>, signal: AbortSignal | null): Promise<T> => {
  const settled = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const abort = (): void => reject(signal?.reason ?? new DOMException('Aborted', 'AbortError'));
      const giveUp = (): void =>
        reject(
          new LifesignError('asset-load-failed', 'A part of the SDK did not load in time', { detail: 'deadline' }),
        );
      timer = setTimeout(giveUp, LOAD_MS);
      signal?.addEventListener('abort', abort, { signal: settled.signal });
      if (signal?.aborted === true) {
        abort();
      }
      loading.then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    settled.abort();
  }
};
