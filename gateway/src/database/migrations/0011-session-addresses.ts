import type { Migration } from 'kysely/migration';

/** What the picture given at initiate shows, and under which address the partner reached the gateway there. */
export const sessionAddresses: Migration = {
  async up(db) {
    await db.schema
      .alterTable('session')
      .addColumn('reference_image_type', 'text')
      .addColumn('base_url', 'text')
      .execute();
  },
};
