/** Lists and sweeps read the rows that they return and not whole tables, and totals stop at a cap. */
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { findChecks } from '../src/check/store/list.ts';
import { COUNTED } from '../src/database/total.ts';
import { openDatabase } from '../src/database/database.ts';
import type { Database } from '../src/tables.ts';
import { bpmConfig, command, tokenOf } from './support/bpm.ts';
import { startGateway, type TestGateway } from './support/harness.ts';
import { fillTables, lookUps, takenBack } from './support/many-rows.ts';
import { startPostgres } from './support/postgres.ts';
import { serveApp, type Served } from './support/socket.ts';

const CHECKS = 60_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Filter'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Plans'?: readonly Plan[];
}

/** A twentieth of the rows: a plan that drops more did not use an index on the condition. */
const PASSED_OVER = CHECKS / 20;

/** A table scan, and an index scan that starts far from the answer, whose rows are read and dropped by a filter. */
const wasteOf = (plan: Plan): readonly string[] => {
  const { 'Node Type': node, 'Relation Name': table, 'Filter': filter, 'Rows Removed by Filter': removed = 0 } = plan;
  const isWaste = node === 'Seq Scan' || removed > PASSED_OVER;
  return [
    ...(isWaste ? [`${node} of ${table}: ${filter}, ${removed} rows dropped`] : []),
    ...(plan.Plans ?? []).flatMap(wasteOf),
  ];
};

test(
  'every list, look-up and sweep uses an index, and totals name their cap',
  { timeout: 300_000 },
  async (context) => {
    const postgres = await startPostgres();
    if (postgres === null) {
      context.skip('PostgreSQL could not be started here');
      return;
    }
    const opened = await openDatabase({ kind: 'server', url: postgres.url });
    let gateway: TestGateway | null = null;
    let served: Served | null = null;
    const queries: CompiledQuery[] = [];
    const pool = new Pool({ connectionString: postgres.url, max: 1 });
    // The server stops with the test; its errors on closing connections do not matter.
    pool.on('error', () => undefined);
    const db = new Kysely<Database>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => void queries.push(query),
    });
    try {
      await fillTables(opened.db, CHECKS);
      for (const { name, run } of lookUps(CHECKS)) {
        queries.length = 0;
        const plans = await takenBack(db, async (tx) => {
          await run(tx);
          const asked = queries.filter(({ sql }) => /^(select|update|delete)/.test(sql));
          const answers: (readonly [string, readonly string[]])[] = [];
          for (const query of asked) {
            const explain = { ...query, sql: `explain (analyze, format json) ${query.sql}` };
            const { rows } = await tx.executeQuery<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(explain);
            answers.push([
              query.sql,
              rows[0]?.['QUERY PLAN'].flatMap(({ Plan: plan }) => wasteOf(plan)) ?? ['no plan'],
            ]);
          }
          return answers;
        });
        expect(plans, name).not.toEqual([]);
        expect(
          plans.filter(([, waste]) => waste.length > 0),
          name,
        ).toEqual([]);
      }

      const all = await findChecks(opened.db, {}, { page: 1, pageSize: 20 });
      expect([all.total, all.isTotalExact]).toEqual([COUNTED, false]);
      const few = await findChecks(opened.db, { tenant: 'rare' }, { page: 1, pageSize: 5 });
      expect([few.total, few.isTotalExact, few.rows.length]).toEqual([CHECKS / 5000, true, 5]);

      gateway = await startGateway({ config: bpmConfig(), database: { kind: 'server', url: postgres.url } });
      served = await serveApp(gateway.app);
      const listed = await command(served, 'RetrieveLivenessChecksQuery', await tokenOf({ roles: ['admin'] }));
      expect([listed.status, listed.body.data['TotalCount'], listed.headers.get('x-lifesign-total')]).toEqual([
        200,
        COUNTED,
        'at-least',
      ]);
    } finally {
      await served?.close();
      await gateway?.close(2000);
      await db.destroy();
      await opened.close();
      await postgres.stop();
    }
  },
);
