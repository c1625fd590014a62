import { isLifesignError, type LifesignError } from '../src/errors.ts';

/** Returns the error that a call rejects with; throws when the call succeeds, or when the error is not a `LifesignError`. */
export const failureOf = async (promise: Promise<unknown>): Promise<LifesignError> => {
  const error: unknown = await promise.then(
    () => new Error('The call succeeded and was expected to fail'),
    (reason: unknown) => reason,
  );
  if (!isLifesignError(error)) {
    throw error;
  }
  return error;
};
