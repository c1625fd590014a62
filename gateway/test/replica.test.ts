/**
 * Lists from a replica. A second database on the same server stands in for it: its rows differ, so an answer shows which of the
 * two was read. A real replica has the same rows, a little later.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { type OpenDatabase, openDatabase } from '../src/database/database.ts';
import { admin, adminConfig, signIn } from './support/admin.ts';
import { finished, launch, startGateway, submit, type TestGateway, until } from './support/harness.ts';
import { migratedPostgres } from './support/shared-databases.ts';

let primary: string | null = null;
let replica: OpenDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  primary = await migratedPostgres();
  const second = await migratedPostgres();
  if (primary === null || second === null) {
    return;
  }
  replica = await openDatabase({ kind: 'server', url: second });
  gateway = await startGateway({
    config: await adminConfig(),
    database: { kind: 'server', url: primary, replicaUrl: second },
  });
}, 180_000);

afterAll(async () => {
  if (primary !== null) {
    await gateway.close(2000);
    await replica.close();
  }
});

test('lists are read from the replica, decisions and a single check from the primary, and so are lists while the replica fails', async (context) => {
  if (primary === null) {
    context.skip('PostgreSQL could not be started here');
    return;
  }
  const one = await launch(gateway);
  const { submissionId } = await submit(gateway, one);
  expect(await finished(gateway, one, submissionId)).toMatchObject({ status: 'COMPLETED' });
  const cookie = await signIn(gateway);
  const totals = async () => ({
    checks: (await admin(gateway, 'GET', 'checks', cookie)).body['total'],
    entries: (await admin(gateway, 'GET', `audit?checkId=${submissionId}`, cookie)).body['total'],
  });

  expect(await totals()).toEqual({ checks: 0, entries: 0 });
  expect((await admin(gateway, 'GET', `checks/${submissionId}`, cookie)).body).toMatchObject({
    id: submissionId,
    history: [{ id: submissionId }],
  });

  await sql`alter table liveness_check rename to away`.execute(replica.db);
  expect(await totals()).toMatchObject({ checks: 1 });
  expect(Number((await totals()).entries)).toBeGreaterThan(0);
  expect(gateway.logLines.filter((line) => line.includes('lists are read from the primary'))).toHaveLength(1);

  await sql`alter table away rename to liveness_check`.execute(replica.db);
  await until(totals, ({ checks }) => checks === 0, 15_000);
  expect(gateway.logLines.join('')).toContain('lists are read from the replica again');
});

test('lists are read from the primary while the replica cannot be reached', async (context) => {
  if (primary === null) {
    context.skip('PostgreSQL could not be started here');
    return;
  }
  const replicaUrl = 'postgres://nobody@127.0.0.1:1/none';
  const alone = await startGateway({
    config: await adminConfig(),
    database: { kind: 'server', url: primary, replicaUrl },
  });
  try {
    const cookie = await signIn(alone);
    expect((await admin(alone, 'GET', 'checks', cookie)).body).toMatchObject({ total: 1 });
  } finally {
    await alone.close(2000);
  }
});
