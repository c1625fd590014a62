/** Calls the host's functions that give tokens and sessions. */
import { type ErrorCode, LifesignError } from '../../errors.ts';

/** The error that a failure of the host's function becomes. */
export interface HostFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail: string;
}

/** An error of the host's function may quote a token, so it is not passed on. */
export const askHost = async <T>(ask: () => Promise<T>, { code, message, detail }: HostFailure): Promise<T> => {
  try {
    return await ask();
  } catch {
    throw new LifesignError(code, message, { detail });
  }
};
