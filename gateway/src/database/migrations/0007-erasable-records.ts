import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Records are still only appended; the one permitted change erases where a person sent them from. */
export const erasableRecords: Migration = {
  async up(db) {
    await sql`drop trigger bpm_record_append_only on bpm_record`.execute(db);
    await sql`create function refuse_record_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' then
          if length(new.sealed_origin) = 0 and new.claim = old.claim - 'imagePath'
            and to_jsonb(new) - 'sealed_origin' - 'claim' = to_jsonb(old) - 'sealed_origin' - 'claim' then
            return new;
          end if;
        end if;
        raise exception 'records are append-only';
      end $$`.execute(db);
    await sql`create trigger bpm_record_append_only before update or delete on bpm_record
      for each row execute function refuse_record_change()`.execute(db);
    await sql`create trigger bpm_record_no_truncate before truncate on bpm_record
      for each statement execute function refuse_record_change()`.execute(db);
  },
};
