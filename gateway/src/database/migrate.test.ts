import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';

/** Databases in use remember these names, in this order; a name that changed would be applied a second time. */
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
  '0050-moments',
];

test('migrations keep the names that databases in use remember', { timeout: 180_000 }, async () => {
  const database = await openDatabase({ kind: 'memory' });
  const { db } = database;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by timestamp, name`.execute(db);
  await database.close();
  expect(rows.map(({ name }) => name)).toEqual(RELEASED);
});
