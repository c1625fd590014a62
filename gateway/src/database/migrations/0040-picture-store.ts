import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tables with pictures; each had `sealed` alone. */
const TABLES = ['document_image', 'check_image', 'lcp_image', 'lcp_reference_image'] as const;

/** Rows that exist only as long as their picture. */
const WITHOUT_ERASED = new Set<string>(['document_image', 'lcp_reference_image']);

/**
 * A row has its picture in `sealed`, or names in `blob` the object that holds it. When a row loses its object's name
 * (by an update, a deletion, a cascade), a trigger puts it into `blob_removal` in the same transaction.
 */
export const pictureStore: Migration = {
  async up(db) {
    await db.schema
      .createTable('blob_removal')
      .addColumn('blob', 'text', (c) => c.primaryKey())
      .addColumn('since', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
      .execute();
    await sql`create function remove_blob_later() returns trigger language plpgsql as $$
      begin
        insert into blob_removal (blob) values (old.blob) on conflict do nothing;
        return null;
      end $$`.execute(db);
    for (const table of TABLES) {
      await db.schema.alterTable(table).addColumn('blob', 'text').execute();
      const isOne = sql`num_nonnulls(sealed, blob) ${WITHOUT_ERASED.has(table) ? sql`= 1` : sql`<= 1`}`;
      await sql`alter table ${sql.table(table)} alter column sealed drop not null`.execute(db);
      await sql`alter table ${sql.table(table)} add constraint ${sql.ref(`${table}_place`)} check (${isOne})`.execute(
        db,
      );
      await sql`create unique index ${sql.ref(`${table}_blob`)} on ${sql.table(table)} (blob) where blob is not null`.execute(
        db,
      );
      await sql`create trigger blob_removal_by_delete after delete on ${sql.table(table)}
        for each row when (old.blob is not null) execute function remove_blob_later()`.execute(db);
      await sql`create trigger blob_removal_by_update after update of blob on ${sql.table(table)}
        for each row when (old.blob is not null and old.blob is distinct from new.blob)
        execute function remove_blob_later()`.execute(db);
    }
    // These two indexes used `sealed` to find rows that still have a picture.
    await db.schema.dropIndex('check_image_kept').execute();
    await db.schema
      .createIndex('check_image_kept')
      .on('check_image')
      .column('created_at')
      .where(sql.ref('erased_at'), 'is', null)
      .execute();
    const isThere = sql`(sealed is not null or blob is not null)`;
    for (const [name, column] of [
      ['lcp_image_kept', 'created_at'],
      ['lcp_image_user', 'user_id'],
    ] as const) {
      await db.schema.dropIndex(name).execute();
      await sql`create index ${sql.ref(name)} on lcp_image (${sql.ref(column)}) where ${isThere}`.execute(db);
    }
  },
};
