import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Checks of all families, their pictures, and the audit trail. The earlier table `audit` stays as it is: its records
 * were never chained, so no chain is made for them.
 */
export const auditTrail: Migration = {
  async up(db) {
    await db.schema
      .createTable('audit_chain')
      .addColumn('chain', 'text', (c) => c.primaryKey())
      .addColumn('sequence', 'integer', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('pruned_sequence', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('pruned_hash', 'text', (c) => c.notNull())
      .addColumn('pruned_mac', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('audit_entry')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('chain', 'text', (c) => c.notNull())
      .addColumn('sequence', 'integer', (c) => c.notNull())
      .addColumn('at', 'timestamptz', (c) => c.notNull())
      .addColumn('family', 'text', (c) => c.notNull())
      .addColumn('tenant', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text')
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      // No foreign key: the record stays when the row that it is about is deleted.
      .addColumn('check_id', 'text')
      // Text, not jsonb: the hash covers these exact characters.
      .addColumn('images', 'text', (c) => c.notNull())
      .addColumn('detail', 'text', (c) => c.notNull())
      .addColumn('previous_hash', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addUniqueConstraint('audit_entry_place', ['chain', 'sequence'])
      .execute();
    await db.schema.createIndex('audit_entry_at').on('audit_entry').column('at').execute();
    await db.schema.createIndex('audit_entry_user').on('audit_entry').columns(['user_id', 'at']).execute();
    await db.schema.createIndex('audit_entry_check').on('audit_entry').columns(['check_id', 'at']).execute();
    // Only retention may delete: entries before the checkpoint of their chain.
    await sql`create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and tg_table_name = 'audit_entry' then
          if old.sequence <= (select pruned_sequence from audit_chain where chain = old.chain) then
            return old;
          end if;
        end if;
        raise exception 'the audit trail is append-only';
      end $$`.execute(db);
    await sql`create trigger audit_entry_append_only before update or delete on audit_entry
      for each row execute function refuse_audit_change()`.execute(db);
    await sql`create trigger audit_entry_no_truncate before truncate on audit_entry
      for each statement execute function refuse_audit_change()`.execute(db);
    await sql`create trigger audit_chain_stays before delete on audit_chain
      for each row execute function refuse_audit_change()`.execute(db);
    await sql`create trigger audit_chain_no_truncate before truncate on audit_chain
      for each statement execute function refuse_audit_change()`.execute(db);

    await db.schema
      .createTable('liveness_check')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('family', 'text', (c) => c.notNull())
      .addColumn('tenant', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('reference', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('score', 'double precision')
      .addColumn('device_verdict', 'text')
      .addColumn('evidence', 'jsonb')
      .addColumn('details', 'jsonb', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('liveness_check_created_at').on('liveness_check').column('created_at').execute();
    await db.schema
      .createIndex('liveness_check_user')
      .on('liveness_check')
      .columns(['user_id', 'created_at'])
      .execute();
    await db.schema
      .createTable('check_image')
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('check_id', 'uuid', (c) => c.notNull().references('liveness_check.id').onDelete('cascade'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('content_type', 'text', (c) => c.notNull())
      .addColumn('width', 'integer', (c) => c.notNull())
      .addColumn('height', 'integer', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('sealed', 'bytea')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull())
      .addColumn('erased_at', 'timestamptz')
      .addUniqueConstraint('check_image_role', ['check_id', 'role'])
      .execute();
  },
};
