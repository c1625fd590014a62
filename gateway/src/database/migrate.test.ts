import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { SEALED_COLUMNS } from '../sealed-columns.ts';
import { openDatabase } from './database.ts';

/** Databases in use record these names, in this order; a renamed migration would be applied a second time. */
const RELEASED = [
  '0001-initial',
  '0002-audit-trail',
  '0003-e-verify',
  '0004-bpm',
  '0005-lcp',
  '0006-challenges',
  '0007-erasable-records',
  '0008-session-restarts',
  '0009-admin-sign-outs',
  '0010-picture-prints',
  '0011-session-addresses',
  '0020-list-indexes',
  '0021-readiness',
  '0022-key-rotation',
  '0030-handoff',
  '0040-picture-store',
  '0045-rate-limits',
  '0050-moments',
  '0055-attempts',
];

test('migrations keep the names that databases in use have recorded', { timeout: 180_000 }, async () => {
  const database = await openDatabase({ kind: 'memory' });
  const { db } = database;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by timestamp, name`.execute(db);
  const { rows: binary } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea'`.execute(db);
  await database.close();
  expect(rows.map(({ name }) => name)).toEqual(RELEASED);
  // Whatever is sealed can be sealed by another key.
  const sealed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  expect(binary.map(({ name }) => name).toSorted()).toEqual(sealed.toSorted());
});
