import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A client's token may name several sessions in turn: the earlier ones have expired, but their results can still be read. */
export const sessionRestarts: Migration = {
  async up(db) {
    await db.schema
      .alterTable('e_verify_session')
      .addColumn('is_current', 'boolean', (c) => c.notNull().defaultTo(true))
      .execute();
    await db.schema.alterTable('e_verify_session').dropConstraint('e_verify_session_token').execute();
    await db.schema
      .createIndex('e_verify_session_current')
      .unique()
      .on('e_verify_session')
      .columns(['account', 'mode', 'client_session_token'])
      .where(sql.ref('is_current'), '=', true)
      .execute();
  },
};
