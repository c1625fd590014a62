/**
 * How long lists, look-ups and the hourly erasure take over many rows, measured here and by the server itself, whose figures other
 * work on the machine changes less: `npm run bench:lists -- [--checks 2000000] [--filled] [--json FILE]`
 * Fills a temporary PostgreSQL server, or the empty database of DATABASE_URL, which keeps the rows: `--filled` when it has them.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { openDatabase, type Tx } from '../src/database/database.ts';
import type { Database } from '../src/tables.ts';
import { fillTables, lookUps, takenBack } from '../test/support/many-rows.ts';
import { startPostgres } from '../test/support/postgres.ts';

const { values } = parseArgs({
  options: {
    checks: { type: 'string', default: '2000000' },
    filled: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const checks = Number(values.checks);
if (!Number.isInteger(checks) || checks < 1000) {
  throw new Error('Usage: npm run bench:lists -- [--checks 2000000] [--filled] [--json FILE]');
}

const TIMES = 20;
const given = process.env['DATABASE_URL'];
const own = given === undefined ? await startPostgres() : null;
const url = given ?? own?.url;
if (url === undefined) {
  throw new Error('PostgreSQL could not be started here: name an empty database in DATABASE_URL');
}
const database = await openDatabase({ kind: 'server', url });

/** One connection, whose statements are noted. */
const asked: CompiledQuery[] = [];
const db = new Kysely<Database>({
  dialect: new PostgresDialect({ pool: new Pool({ connectionString: url, max: 1 }) }),
  log: ({ query }) => void asked.push(query),
});

interface Explained {
  readonly 'Planning Time': number;
  readonly 'Execution Time': number;
}

/** What planning and executing the statements takes the server, milliseconds. */
const inServer = async (tx: Tx, statements: readonly CompiledQuery[]): Promise<number> => {
  let sum = 0;
  for (const statement of statements) {
    const explain = { ...statement, sql: `explain (analyze, timing off, format json) ${statement.sql}` };
    const { rows } = await tx.executeQuery<{ 'QUERY PLAN': readonly Explained[] }>(explain);
    const told = rows[0]?.['QUERY PLAN'][0];
    sum += told === undefined ? Number.NaN : told['Planning Time'] + told['Execution Time'];
  }
  return sum;
};

const spreadOf = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50Ms: sorted[TIMES / 2] ?? Number.NaN, worstMs: sorted.at(-1) ?? Number.NaN };
};

interface Figure {
  readonly name: string;
  readonly p50Ms: number;
  readonly worstMs: number;
  readonly inServer: { readonly p50Ms: number; readonly worstMs: number };
}

try {
  const startedAt = performance.now();
  if (!values.filled) {
    await fillTables(database.db, checks);
  }
  const fillSeconds = Math.round((performance.now() - startedAt) / 1000);
  const machine = { cores: availableParallelism(), load: loadavg()[0] ?? null };
  console.log(
    `${checks} checks filled in ${fillSeconds} s; ${machine.cores} cores, load ${machine.load?.toFixed(1)}\n`,
  );
  console.log('| Look-up | p50 ms | Worst of 20, ms | In the server: p50 ms | Worst of 20, ms |');
  console.log('| --- | --- | --- | --- | --- |');
  const figures: Figure[] = [];
  for (const { name, run } of lookUps(checks)) {
    const times: number[] = [];
    const server: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      asked.length = 0;
      await takenBack(db, async (tx) => {
        const begunAt = performance.now();
        await run(tx);
        times.push(performance.now() - begunAt);
      });
      const statements = asked.filter(({ sql }) => /^(select|update|delete)/.test(sql));
      await takenBack(db, async (tx) => server.push(await inServer(tx, statements)));
    }
    const figure = { name, ...spreadOf(times), inServer: spreadOf(server) };
    figures.push(figure);
    const cells = [figure.p50Ms, figure.worstMs, figure.inServer.p50Ms, figure.inServer.worstMs];
    console.log(`| ${name} | ${cells.map((ms) => ms.toFixed(1)).join(' | ')} |`);
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, checks, fillSeconds, figures }, null, 2)}\n`);
  }
} finally {
  await db.destroy();
  await database.close();
  await own?.stop();
}
