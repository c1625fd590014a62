import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** BPM self-service: users as their tokens describe them, sessions that the gateway began, records that are only appended. */
export const bpm: Migration = {
  async up(db) {
    await db.schema
      .createTable('bpm_user')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('pre_registration_id', 'text')
      .addColumn('sealed_profile', 'bytea', (c) => c.notNull())
      .addColumn('seen_at', 'timestamptz', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('bpm_session')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('user_id', 'text', (c) => c.notNull().references('bpm_user.id'))
      .addColumn('nonce', 'text', (c) => c.notNull())
      .addColumn('public_key', 'text')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
      .addColumn('used_at', 'timestamptz')
      .execute();
    await db.schema
      .createTable('bpm_record')
      .addColumn('id', 'integer', (c) => c.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('user_id', 'text', (c) => c.notNull().references('bpm_user.id'))
      .addColumn('pre_registration_id', 'text')
      .addColumn('session_id', 'text', (c) => c.notNull())
      .addColumn('check_id', 'uuid', (c) => c.notNull().references('liveness_check.id'))
      .addColumn('is_successful', 'boolean', (c) => c.notNull())
      .addColumn('verification_result', 'boolean')
      .addColumn('claim', 'jsonb', (c) => c.notNull())
      .addColumn('image_id', 'uuid')
      .addColumn('sealed_origin', 'bytea', (c) => c.notNull())
      .addColumn('idempotency_key', 'text')
      .addColumn('completed_at', 'timestamptz')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addUniqueConstraint('bpm_record_idempotency', ['user_id', 'idempotency_key'])
      .execute();
    await db.schema.createIndex('bpm_record_user').on('bpm_record').columns(['user_id', 'id']).execute();
    await db.schema.createIndex('bpm_record_session').on('bpm_record').column('session_id').execute();
    await db.schema.createIndex('check_image_sha256').on('check_image').column('sha256').execute();
    await db.schema.createIndex('document_sha256').on('document').column('sha256').execute();
    await sql`create trigger bpm_record_append_only before update or delete or truncate on bpm_record
      for each statement execute function refuse_change()`.execute(db);
  },
};
