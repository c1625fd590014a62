/**
 * The schema's history, oldest first; a released step is never edited. Kysely applies what is missing under an advisory
 * lock, so any number of processes may start at once.
 */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { adminSignOuts } from './migrations/0009-admin-sign-outs.ts';
import { auditTrail } from './migrations/0002-audit-trail.ts';
import { lcp } from './migrations/0005-lcp.ts';
import { bpm } from './migrations/0004-bpm.ts';
import { challenges } from './migrations/0006-challenges.ts';
import { erasableRecords } from './migrations/0007-erasable-records.ts';
import { sessionRestarts } from './migrations/0008-session-restarts.ts';
import type { Database } from '../tables.ts';

const initial: Migration = {
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
      // No foreign key: what happened stays on record when what it happened to is gone.
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

const eVerify: Migration = {
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

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-audit-trail': auditTrail,
  '0003-e-verify': eVerify,
  '0005-lcp': lcp,
  '0004-bpm': bpm,
  '0006-challenges': challenges,
  '0007-erasable-records': erasableRecords,
  '0008-session-restarts': sessionRestarts,
  '0009-admin-sign-outs': adminSignOuts,
};

/** Brings the database to the newest schema; throws when a step fails, with nothing of that run applied. */
export const migrate = async (db: Kysely<Database>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName ?? 'unknown';
    throw new Error(`Migration ${failed} failed`, { cause: error });
  }
};
