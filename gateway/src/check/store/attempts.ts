/** Attempts, one row for each thing that an attempt is counted by: a keyed digest and a time, without other data. */
import { sql } from 'kysely';
import type { Db, Tx } from '../../database/database.ts';

interface CountedSubject {
  /** The first is that of the key in use, the others those of its predecessors. */
  readonly digests: readonly [string, ...string[]];
  readonly since: Date;
}

export interface Counted {
  /** At most `most`. */
  readonly count: number;
  /** Time of the oldest counted attempt; null without any. */
  readonly oldest: Date | null;
}

/** Serialises attempts that share a digest, until the transaction ends. */
export const lockCounts = async (tx: Tx, subjects: readonly CountedSubject[]): Promise<void> => {
  // In sorted order, so that two transactions never wait for each other.
  for (const digest of subjects.map(({ digests: [first] }) => first).toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${digest}, 0))`.execute(tx);
  }
};

/** The newest `most` attempts after `since`. */
export const countAttempts = async (
  db: Db,
  { digests, since, most }: CountedSubject & { readonly most: number },
): Promise<Counted> => {
  const rows = await db
    .selectFrom('attempt')
    .select('at')
    .where('digest', 'in', digests)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .limit(most)
    .execute();
  return { count: rows.length, oldest: rows.at(-1)?.at ?? null };
};

export const insertAttempts = async (tx: Tx, digests: readonly string[], at: Date): Promise<void> => {
  await tx
    .insertInto('attempt')
    .values(digests.map((digest) => ({ digest, at })))
    .execute();
};

export const deleteAttempts = async (
  db: Db,
  which: { readonly before: Date } | { readonly digests: readonly string[] },
) => {
  const all = db.deleteFrom('attempt');
  await ('before' in which ? all.where('at', '<', which.before) : all.where('digest', 'in', which.digests)).execute();
};
