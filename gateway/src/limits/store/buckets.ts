/**
 * Token buckets as rows that all processes share. A row has the time at which its bucket is full again: n tokens are missing when
 * that is n intervals away. One statement and the database's clock, so that processes and their clocks cannot disagree.
 */
import { sql } from 'kysely';
import type { Db } from '../../database/database.ts';
import { msBetween, type Rate } from '../rates.ts';

const ms = (count: number) => sql`(${count}::float8 * interval '1 millisecond')`;

/** A bucket with a token left is full again within this. */
const withOneLeft = (rate: Rate) => ms((rate.burst - 1) * msBetween(rate));

const waitOf = (rate: Rate) => sql<number>`extract(epoch from full_at - now() - ${withOneLeft(rate)})::float8 * 1000`;

/** Takes a token and returns null, or returns the milliseconds until there is one. */
export const takeToken = async (db: Db, key: string, rate: Rate): Promise<number | null> => {
  const { rows } = await sql<{ is_taken: boolean; wait: number | null }>`
    with taken as (
      insert into rate_limit as held (key, full_at) values (${key}, now() + ${ms(msBetween(rate))})
      on conflict (key) do update set full_at = greatest(held.full_at, now()) + ${ms(msBetween(rate))}
        where held.full_at <= now() + ${withOneLeft(rate)}
      returning key
    )
    select exists (select from taken) as is_taken, (select ${waitOf(rate)} from rate_limit where key = ${key}) as wait
  `.execute(db);
  const [answer] = rows;
  // The row of a concurrent first request is not visible yet.
  return answer?.is_taken === true ? null : Math.max(0, answer?.wait ?? 0);
};

/** The same, without taking one. */
export const lookForToken = async (db: Db, key: string, rate: Rate): Promise<number | null> => {
  const { rows } = await sql<{ wait: number }>`
    select ${waitOf(rate)} as wait from rate_limit where key = ${key} and full_at > now() + ${withOneLeft(rate)}
  `.execute(db);
  return rows[0]?.wait ?? null;
};

export const giveTokenBack = async (db: Db, key: string, rate: Rate): Promise<void> => {
  await sql`update rate_limit set full_at = full_at - ${ms(msBetween(rate))} where key = ${key}`.execute(db);
};

/** Deletes the rows of full buckets. */
export const sweepBuckets = async (db: Db): Promise<void> => {
  await sql`delete from rate_limit where full_at <= now()`.execute(db);
};
