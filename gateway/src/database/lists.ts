/** Where lists are read, for people who look through them: a replica where there is one. What decides is never read here. */
import type { Logger } from 'pino';
import type { Db } from './database.ts';
import { createFallback } from './fallback.ts';

export interface Lists {
  /** `work` reads only, and is done again with the other database where the replica fails. */
  read<Result>(work: (db: Db) => Promise<Result>): Promise<Result>;
}

export const createLists = (primary: Db, replica: Db | null, logger: Logger): Lists => {
  if (replica === null) {
    return { read: (work) => work(primary) };
  }
  const either = createFallback({
    failed: (error) => logger.warn({ err: error }, 'lists are read from the primary: the replica cannot be asked'),
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
