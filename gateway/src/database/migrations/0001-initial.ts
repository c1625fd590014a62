import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const initial: Migration = {
  async up(db) {
    await db.schema
      .createTable('session')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('client_id', 'text', (c) => c.notNull())
      .addColumn('onboarding_partner', 'text', (c) => c.notNull())
      .addColumn('partner_session_id', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('user_id_type', 'text', (c) => c.notNull())
      .addColumn('flow', 'text', (c) => c.notNull())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('locale', 'text', (c) => c.notNull())
      .addColumn('reference_image_url', 'text')
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addUniqueConstraint('session_partner_session', ['client_id', 'partner_session_id'])
      .execute();
    await db.schema
      .createTable('sdk_key')
      .addColumn('session_id', 'uuid', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('sdk_session_id', 'text', (c) => c.notNull())
      .addColumn('public_key', 'text', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addPrimaryKeyConstraint('sdk_key_pk', ['session_id', 'sdk_session_id'])
      .execute();
    await db.schema
      .createTable('submission')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('session_id', 'uuid', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('ordinal', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('sdk_session_id', 'text', (c) => c.notNull())
      .addColumn('nonce', 'text', (c) => c.notNull())
      .addColumn('nonce_expires_at', 'timestamptz', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('confirmed_at', 'timestamptz')
      .addColumn('completed_at', 'timestamptz')
      .addColumn('result', 'text')
      .addColumn('reason_code', 'text')
      .addColumn('checks', 'jsonb')
      .addColumn('evidence', 'jsonb')
      .addUniqueConstraint('submission_ordinal', ['session_id', 'ordinal'])
      .execute();
    await db.schema.createIndex('submission_created_at').on('submission').column('created_at').execute();
    await db.schema
      .createTable('document')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('submission_id', 'uuid', (c) => c.notNull().references('submission.id').onDelete('cascade'))
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('content_type', 'text')
      .addColumn('width', 'integer')
      .addColumn('height', 'integer')
      .addColumn('sha256', 'text')
      .addColumn('uploaded_at', 'timestamptz')
      .addColumn('erased_at', 'timestamptz')
      .addUniqueConstraint('document_type', ['submission_id', 'type'])
      .execute();
    await db.schema
      .createTable('document_image')
      .addColumn('document_id', 'uuid', (c) => c.primaryKey().references('document.id').onDelete('cascade'))
      .addColumn('sealed', 'bytea', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('audit')
      .addColumn('id', 'bigint', (c) => c.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      // No foreign key: the record stays when the row that it is about is deleted.
      .addColumn('session_id', 'uuid', (c) => c.notNull())
      .addColumn('submission_id', 'uuid')
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('details', 'jsonb', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('audit_session').on('audit').columns(['session_id', 'id']).execute();
    await sql`create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'audit records are append-only'; end $$`.execute(db);
    await sql`create trigger audit_append_only before update or delete or truncate on audit
      for each statement execute function refuse_change()`.execute(db);
    await db.schema
      .createTable('callback_delivery')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('submission_id', 'uuid', (c) => c.notNull().references('submission.id').onDelete('cascade'))
      .addColumn('client_id', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('next_attempt_at', 'timestamptz')
      .addUniqueConstraint('callback_delivery_submission', ['submission_id'])
      .execute();
    await db.schema
      .createTable('callback_attempt')
      .addColumn('delivery_id', 'uuid', (c) => c.notNull().references('callback_delivery.id').onDelete('cascade'))
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .addColumn('http_status', 'integer')
      .addColumn('failure', 'text')
      .addColumn('duration_ms', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('callback_attempt_pk', ['delivery_id', 'number'])
      .execute();
  },
};
