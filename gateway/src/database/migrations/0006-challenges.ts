import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const SESSIONS = ['bpm_session', 'e_verify_session'] as const;

/** What a session asks of a person, as it was when it began: a setting that changes in between changes nothing for it. */
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
