import { LifesignError } from '../errors.ts';

/** Awaits a dynamic import of the worker and turns its failure into `asset-load-failed`. */
export const loadPart = async <T>(loading: Promise<T>): Promise<T> => {
  try {
    return await loading;
  } catch (cause) {
    throw new LifesignError(
      'asset-load-failed',
      `A script of the worker cannot be imported (import): ${String(cause)}`,
      {
        cause,
        detail: 'import',
      },
    );
  }
};
