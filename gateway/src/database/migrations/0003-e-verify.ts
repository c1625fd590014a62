import type { Migration } from 'kysely/migration';

export const eVerify: Migration = {
  async up(db) {
    await db.schema
      .createTable('api_key')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('mode', 'text', (c) => c.notNull())
      .addColumn('products', 'jsonb', (c) => c.notNull())
      .addColumn('key_sha256', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('revoked_at', 'timestamptz')
      .execute();
    await db.schema
      .createTable('e_verify_session')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('mode', 'text', (c) => c.notNull())
      .addColumn('client_session_token', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
      .addColumn('completed_at', 'timestamptz')
      .addColumn('nonce', 'text')
      .addColumn('public_key', 'text')
      .addColumn('result', 'jsonb')
      .addUniqueConstraint('e_verify_session_token', ['account', 'mode', 'client_session_token'])
      .execute();
    await db.schema.createIndex('e_verify_session_created_at').on('e_verify_session').column('created_at').execute();
  },
};
