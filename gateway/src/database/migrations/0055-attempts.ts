import type { Migration } from 'kysely/migration';

/** Attempts over sessions, by keyed digests of what they are counted by; and what was counted for a submission. */
export const attempts: Migration = {
  async up(db) {
    await db.schema
      .createTable('attempt')
      .addColumn('id', 'bigint', (c) => c.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('attempt_digest').on('attempt').columns(['digest', 'at']).execute();
    await db.schema.createIndex('attempt_at').on('attempt').column('at').execute();
    await db.schema.alterTable('submission').addColumn('velocity', 'jsonb').execute();
  },
};
