import type { Migration } from 'kysely/migration';

/** Sign-ins to the admin page that were ended before their time. */
export const adminSignOuts: Migration = {
  async up(db) {
    await db.schema
      .createTable('admin_sign_out')
      .addColumn('token_id', 'uuid', (c) => c.primaryKey())
      .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
      .execute();
  },
};
