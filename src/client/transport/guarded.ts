import { LifesignError, toLifesignError } from '../../errors.ts';
import { abortable } from '../../abortable.ts';

/** Runs a call until its signal aborts. Rejects with `network-failed` and the detail `ABORTED` then, otherwise with the call's own error. */
export const guarded = async <T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> => {
  try {
    signal.throwIfAborted();
    return await abortable(run(), signal);
  } catch (error) {
    if (signal.aborted) {
      throw new LifesignError('network-failed', 'The call was aborted', { detail: 'ABORTED' });
    }
    throw toLifesignError(error, 'internal');
  }
};
