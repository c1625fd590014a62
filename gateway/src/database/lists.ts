/** Reads lists that people look through, from the replica where there is one. Decisions never read from it. */
import type { Logger } from 'pino';
import type { Db } from './database.ts';
import { createFallback } from './fallback.ts';

export interface Lists {
  /** `work` only reads; it is repeated on the primary when the replica fails. */
  read<Result>(work: (db: Db) => Promise<Result>): Promise<Result>;
}

export const createLists = (primary: Db, replica: Db | null, logger: Logger): Lists => {
  if (replica === null) {
    return { read: (work) => work(primary) };
  }
  const either = createFallback({
    failed: (error) => logger.warn({ err: error }, 'lists are read from the primary: the replica cannot be read'),
    back: () => logger.info('lists are read from the replica again'),
  });
  return {
    read: (work) =>
      either(
        () => work(replica),
        () => work(primary),
      ),
  };
};
