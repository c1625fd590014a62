import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Hashes and descriptions by which pictures of earlier checks are recognised. Existing pictures get their exact hash only. */
export const picturePrints: Migration = {
  async up(db) {
    await db.schema
      .createTable('picture_print')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('check_id', 'uuid', (c) => c.notNull().references('liveness_check.id'))
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('known_until', 'timestamptz', (c) => c.notNull())
      .addColumn('face_until', 'timestamptz')
      .addColumn('hash', 'text')
      .addColumn('band0', 'integer')
      .addColumn('band1', 'integer')
      .addColumn('band2', 'integer')
      .addColumn('band3', 'integer')
      .addColumn('square', 'bytea')
      .execute();
    for (const column of ['check_id', 'sha256', 'known_until', 'face_until']) {
      await db.schema.createIndex(`picture_print_${column}`).on('picture_print').column(column).execute();
    }
    for (const column of ['band0', 'band1', 'band2', 'band3']) {
      const columns = [column, 'created_at'];
      await db.schema.createIndex(`picture_print_${column}`).on('picture_print').columns(columns).execute();
    }
    await sql`insert into picture_print (id, check_id, sha256, created_at, known_until)
      select gen_random_uuid(), check_id, sha256, created_at, created_at + interval '90 days'
      from check_image where role <> 'REFERENCE'`.execute(db);
    await sql`insert into picture_print (id, check_id, sha256, created_at, known_until)
      select gen_random_uuid(), liveness_check.id, document.sha256, liveness_check.created_at,
        liveness_check.created_at + interval '90 days'
      from document join liveness_check on liveness_check.id = document.submission_id
      where document.sha256 is not null`.execute(db);
  },
};
