/** The part of a gateway's work that a process does, when the gateway runs as several processes. */
import type { DatabaseLocation } from './database/database.ts';
import { Mistake } from './mistake.ts';

/**
 * `web` answers requests, and judges captures within them; it does no jobs. `worker` does the jobs and answers only the health
 * checks. `all` does both.
 */
const ROLES = ['all', 'web', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const isRole = (word: string): word is Role => ROLES.some((role) => role === word);

/** The role of the command line's arguments; throws a `Mistake`. */
export const roleOf = (words: readonly string[], database: DatabaseLocation): Role => {
  const [word = 'all', ...more] = words;
  if (!isRole(word) || more.length > 0) {
    throw new Mistake(
      `lifesign-gateway takes one of ${ROLES.join(', ')}, or nothing for all; not "${words.join(' ')}"`,
    );
  }
  if (word !== 'all' && database.kind !== 'server') {
    throw new Mistake(
      `lifesign-gateway ${word} needs DATABASE_URL: an embedded database has one process, which does all`,
    );
  }
  return word;
};

export const doesJobs = (role: Role): boolean => role !== 'web';
