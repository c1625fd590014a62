import type { Migration } from 'kysely/migration';

/** Tokens, pictures and callers of the Liveness Check Proxy. `lcp_user` and `lcp_authority` are as the product has them. */
export const lcp: Migration = {
  async up(db) {
    await db.schema
      .createTable('lcp_initiation')
      .addColumn('token_sha256', 'text', (c) => c.primaryKey())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('provider', 'text', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('expires_at', 'timestamptz')
      .addColumn('used_at', 'timestamptz')
      .execute();
    await db.schema.createIndex('lcp_initiation_user').on('lcp_initiation').column('user_id').execute();
    await db.schema
      .createTable('lcp_image')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('sealed', 'bytea')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('lcp_image_created_at').on('lcp_image').column('created_at').execute();
    await db.schema
      .createTable('lcp_reference_image')
      .addColumn('user_id', 'text', (c) => c.primaryKey())
      .addColumn('sealed', 'bytea', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('lcp_user')
      .addColumn('username', 'text', (c) => c.primaryKey())
      .addColumn('password', 'text', (c) => c.notNull())
      .addColumn('enabled', 'boolean', (c) => c.notNull().defaultTo(true))
      .execute();
    await db.schema
      .createTable('lcp_authority')
      .addColumn('username', 'text', (c) => c.notNull().references('lcp_user.username').onDelete('cascade'))
      .addColumn('authority', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('lcp_authority_pk', ['username', 'authority'])
      .execute();
  },
};
