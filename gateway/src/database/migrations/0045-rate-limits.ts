import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Requests and guesses, counted by all processes together. Unlogged: nothing waits for the disk, and a crash empties it. */
export const rateLimits: Migration = {
  async up(db) {
    await sql`create unlogged table rate_limit (key text primary key, full_at timestamptz not null)`.execute(db);
    await db.schema.createIndex('rate_limit_full_at').on('rate_limit').column('full_at').execute();
  },
};
