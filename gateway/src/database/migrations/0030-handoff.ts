import type { Migration } from 'kysely/migration';

/** Hand-off of launches to another device: its code and state. */
export const handoff: Migration = {
  async up(db) {
    await db.schema
      .createTable('handoff')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('family', 'text', (c) => c.notNull())
      .addColumn('tenant', 'text', (c) => c.notNull())
      .addColumn('session_id', 'text', (c) => c.notNull())
      .addColumn('code_sha256', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
      .addColumn('redeemed_at', 'timestamptz')
      .addColumn('ended_at', 'timestamptz')
      .addColumn('ended_by', 'text')
      .execute();
    await db.schema.createIndex('handoff_session').on('handoff').columns(['family', 'session_id']).execute();
    await db.schema.createIndex('handoff_expires_at').on('handoff').column('expires_at').execute();
  },
};
