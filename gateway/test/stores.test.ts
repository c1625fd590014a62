import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = resolve(import.meta.dirname, '../src');

/** A query as Kysely begins one, or SQL as text. */
const QUERY = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/;

test('queries are built only in stores and in gateway/src/database', () => {
  const files = globSync('**/*.ts', { cwd: SOURCES }).filter((file) => !file.endsWith('.test.ts'));
  const withQueries = files.filter((file) => QUERY.test(readFileSync(resolve(SOURCES, file), 'utf8')));
  expect(withQueries.length).toBeGreaterThan(10);
  expect(withQueries.filter((file) => !/(^database|\/store)\//.test(file))).toEqual([]);
});
