/**
 * How long lists, look-ups and the hourly erasure take over many rows: `npm run bench:lists -- [--checks 2000000] [--json FILE]`
 * Fills a temporary PostgreSQL server, or the empty database of DATABASE_URL, which keeps the rows.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/database/database.ts';
import { fillTables, lookUps, takenBack } from '../test/support/many-rows.ts';
import { startPostgres } from '../test/support/postgres.ts';

const { values } = parseArgs({ options: { checks: { type: 'string', default: '2000000' }, json: { type: 'string' } } });
const checks = Number(values.checks);
if (!Number.isInteger(checks) || checks < 1000) {
  throw new Error('Usage: npm run bench:lists -- [--checks 2000000] [--json FILE]');
}

const TIMES = 20;
const given = process.env['DATABASE_URL'];
const own = given === undefined ? await startPostgres() : null;
const url = given ?? own?.url;
if (url === undefined) {
  throw new Error('PostgreSQL could not be started here: name an empty database in DATABASE_URL');
}
const database = await openDatabase({ kind: 'server', url });

try {
  const startedAt = performance.now();
  await fillTables(database.db, checks);
  const fillSeconds = Math.round((performance.now() - startedAt) / 1000);
  const machine = { cores: availableParallelism(), load: loadavg()[0] ?? null };
  console.log(
    `${checks} checks filled in ${fillSeconds} s; ${machine.cores} cores, load ${machine.load?.toFixed(1)}\n`,
  );
  console.log('| Look-up | p50 ms | Worst of 20, ms |\n| --- | --- | --- |');
  const figures: { readonly name: string; readonly p50Ms: number; readonly worstMs: number }[] = [];
  for (const { name, run } of lookUps(checks)) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      await takenBack(database.db, async (tx) => {
        const begunAt = performance.now();
        await run(tx);
        times.push(performance.now() - begunAt);
      });
    }
    const sorted = times.toSorted((a, b) => a - b);
    const figure = { name, p50Ms: sorted[TIMES / 2] ?? Number.NaN, worstMs: sorted.at(-1) ?? Number.NaN };
    figures.push(figure);
    console.log(`| ${name} | ${figure.p50Ms.toFixed(1)} | ${figure.worstMs.toFixed(1)} |`);
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, checks, fillSeconds, figures }, null, 2)}\n`);
  }
} finally {
  await database.close();
  await own?.stop();
}
