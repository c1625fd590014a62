import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const SESSIONS = ['bpm_session', 'e_verify_session'] as const;

/** The challenges of a session, stored when it begins, so that a later change of settings does not affect it. */
export const challenges: Migration = {
  async up(db) {
    for (const table of SESSIONS) {
      await db.schema
        .alterTable(table)
        .addColumn('challenges', 'jsonb', (c) => c.notNull().defaultTo(sql`'[]'::jsonb`))
        .addColumn('is_passive_allowed', 'boolean', (c) => c.notNull().defaultTo(true))
        .execute();
    }
  },
};
