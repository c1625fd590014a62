import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Indexes for lists, look-ups and the hourly erasure, which would otherwise read whole tables. */
export const listIndexes: Migration = {
  async up(db) {
    // Lists: in their own order, so that a page is read and nothing is sorted.
    await listed(db, 'liveness_check_newest');
    await listed(db, 'liveness_check_state', 'state');
    await listed(db, 'liveness_check_family', 'family');
    await listed(db, 'liveness_check_family_state', 'family', 'state');
    await listed(db, 'liveness_check_tenant', 'tenant');
    await db.schema.dropIndex('liveness_check_created_at').execute();
    await db.schema.createIndex('liveness_check_reference').on('liveness_check').column('reference').execute();
    await sql`create index audit_entry_newest on audit_entry (at desc, chain, sequence desc)`.execute(db);
    await sql`create index audit_entry_family on audit_entry (family, at desc, chain, sequence desc)`.execute(db);
    await sql`create index audit_entry_tenant on audit_entry (tenant, at desc, chain, sequence desc)`.execute(db);
    await db.schema.dropIndex('audit_entry_at').execute();
    await db.schema
      .createIndex('bpm_record_pre_registration')
      .on('bpm_record')
      .columns(['pre_registration_id', 'id'])
      .where(sql.ref('pre_registration_id'), 'is not', null)
      .execute();

    // Persons, for their erasure.
    await db.schema.createIndex('session_user').on('session').columns(['user_id', 'client_id']).execute();
    await db.schema
      .createIndex('lcp_image_user')
      .on('lcp_image')
      .column('user_id')
      .where(sql.ref('sealed'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('e_verify_session_client_token')
      .on('e_verify_session')
      .columns(['account', 'client_session_token'])
      .execute();

    // Retention: only rows that still have something to erase, so that the others are not read every hour.
    await db.schema
      .createIndex('check_image_kept')
      .on('check_image')
      .column('created_at')
      .where(sql.ref('sealed'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('document_kept')
      .on('document')
      .column('uploaded_at')
      .where(sql.ref('uploaded_at'), 'is not', null)
      .where(sql.ref('erased_at'), 'is', null)
      .execute();
    // Undecided attempts only: the abandoned ones are among these few.
    await db.schema
      .createIndex('document_undecided')
      .on('document')
      .column('uploaded_at')
      .where(sql.ref('status'), '=', sql.lit('UPLOADED'))
      .where(sql.ref('erased_at'), 'is', null)
      .execute();
    await db.schema
      .createIndex('session_with_reference')
      .on('session')
      .column('created_at')
      .where(sql.ref('reference_image_url'), 'is not', null)
      .execute();
    await db.schema.dropIndex('lcp_image_created_at').execute();
    await db.schema
      .createIndex('lcp_image_kept')
      .on('lcp_image')
      .column('created_at')
      .where(sql.ref('sealed'), 'is not', null)
      .execute();
    await db.schema.createIndex('lcp_initiation_created_at').on('lcp_initiation').column('created_at').execute();
  },
};

const listed = async (db: Kysely<unknown>, name: string, ...filters: readonly string[]): Promise<void> => {
  await sql`create index ${sql.ref(name)} on liveness_check
    (${sql.join([...filters.map((filter) => sql.ref(filter)), sql`created_at desc`, sql`id`])})`.execute(db);
};
