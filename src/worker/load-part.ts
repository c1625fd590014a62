import { LifesignError } from '../errors.ts';

/** Waits for an import of the worker's: it fails by the network, or by how the file is served, as any asset does. */
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
