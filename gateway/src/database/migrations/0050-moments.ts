import type { Migration } from 'kysely/migration';

/** Small frames of a confirmed attempt, for as long as it is being judged. */
export const moments: Migration = {
  async up(db) {
    await db.schema
      .createTable('submission_moments')
      .addColumn('submission_id', 'uuid', (c) => c.primaryKey().references('submission.id').onDelete('cascade'))
      .addColumn('sealed', 'bytea', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('submission_moments_created_at')
      .on('submission_moments')
      .column('created_at')
      .execute();
  },
};
