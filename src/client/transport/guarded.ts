import { LifesignError, toLifesignError } from '../../errors.ts';
import { abortable } from '../../abortable.ts';

/** An aborted call says so whatever it was doing; everything else leaves as the error that it is. */
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
