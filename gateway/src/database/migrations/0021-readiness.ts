import type { Migration } from 'kysely/migration';

/** One row that `/readyz` writes, to test whether the database accepts writes. */
export const readiness: Migration = {
  async up(db) {
    await db.schema
      .createTable('readiness')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .execute();
  },
};
