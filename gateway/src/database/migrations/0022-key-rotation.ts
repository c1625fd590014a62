import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys can be replaced: values may be sealed again by another key, and one purpose keeps its first key for ever. */
export const keyRotation: Migration = {
  async up(db) {
    await db.schema
      .createTable('pinned_key')
      .addColumn('purpose', 'text', (c) => c.primaryKey())
      .addColumn('key_id', 'text', (c) => c.notNull())
      .execute();
    // The same by another key, whose id is behind the version. A seal is over the record's own id: whoever has no key can make
    // none that opens.
    await sql`create or replace function refuse_record_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' then
          if to_jsonb(new) - 'sealed_origin' = to_jsonb(old) - 'sealed_origin'
            and length(new.sealed_origin) = length(old.sealed_origin)
            and substring(new.sealed_origin from 2 for 4) <> substring(old.sealed_origin from 2 for 4) then
            return new;
          end if;
          if length(new.sealed_origin) = 0 and new.claim = old.claim - 'imagePath'
            and to_jsonb(new) - 'sealed_origin' - 'claim' = to_jsonb(old) - 'sealed_origin' - 'claim' then
            return new;
          end if;
        end if;
        raise exception 'records are append-only';
      end $$`.execute(db);
  },
};
