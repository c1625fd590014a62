/** Over a socket: `/readyz` is 503 while nothing can be stored and 200 again by itself, and nothing acknowledged is lost meanwhile. */
import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { verifyAudit } from '../src/audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../src/auth/keys.ts';
import { livePerson } from './support/fake-engine.ts';
import {
  begin,
  finished,
  type Launch,
  launch,
  MASTER_KEY,
  startGateway,
  statusOf,
  submit,
  type TestGateway,
  until,
  upload,
} from './support/harness.ts';
import { CAN_MOUNT, fillDisk, withOwnDisk } from './support/own-disk.ts';
import { startPostgres, type TestPostgres } from './support/postgres.ts';
import { startProcess } from './support/processes.ts';
import { serveApp } from './support/socket.ts';

const MIB = 1024 * 1024;

/** A picture that compresses badly. */
const noise = async (width: number, height: number): Promise<Uint8Array> => {
  const data = randomFillSync(new Uint8Array(width * height * 3));
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 60 })
    .toBuffer();
};

test.skipIf(!CAN_MOUNT)('a disk that is full, under an embedded database', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-disk-'));
  const gateway = await startProcess(
    { DATA_DIR: folder, ENGINE_DELAY_MS: '1000', LOG_LEVEL: 'info' },
    withOwnDisk(folder, 256),
  );
  // The disk is mounted in the process's own mount namespace.
  const inside = `/proc/${gateway.pid}/root${folder}`;
  try {
    // While this fills the disk it does not read, so it would not notice that the gateway closed an idle connection.
    const ready = () => gateway.app.request('/readyz', { headers: { connection: 'close' } });
    const body = (await (await until(ready, ({ status }) => status === 200)).json()) as { readonly durability: string };
    expect(body.durability).toContain('may be lost when the power fails');
    expect(gateway.errors()).toContain(body.durability);
    const nearlyFree = fillDisk(inside, 32 * MIB);
    expect((await ready()).status).toBe(503);
    nearlyFree();
    expect((await ready()).status).toBe(200);

    // One is acknowledged and waits for the engine, one is in the middle of its upload.
    const accepted = await launch(gateway);
    const { submissionId, confirmed } = await submit(gateway, accepted);
    expect(confirmed.status).toBe(200);
    const begun = await launch(gateway);
    const { data } = (await begin(gateway, begun)).body;
    const free = fillDisk(inside, 0);
    // The first ones fit into the log file that the database has made beforehand.
    const selfie = await noise(1080, 1440);
    const send = () => upload(gateway, data.documents.SELFIE?.documentUrl ?? '', selfie);
    const refused = await until(send, ({ status }) => status !== 200);
    expect(refused.status).toBe(503);
    free();
    expect((await until(send, ({ status }) => status !== 503)).status).toBe(200);
    expect(await finished(gateway, accepted, submissionId)).toMatchObject({ status: 'COMPLETED' });
  } finally {
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('PostgreSQL', () => {
  let postgres: TestPostgres | null = null;
  let gateway: TestGateway;
  let served: Awaited<ReturnType<typeof serveApp>>;

  beforeAll(async () => {
    postgres = await startPostgres();
    if (postgres !== null) {
      gateway = await startGateway({ database: { kind: 'server', url: postgres.url } });
      served = await serveApp(gateway.app);
    }
  }, 120_000);

  afterAll(async () => {
    await served?.close();
    await gateway?.close(2000);
    await postgres?.stop();
  }, 60_000);

  const need = (context: TestContext): TestPostgres => {
    if (postgres === null) {
      context.skip('PostgreSQL could not be started here');
    }
    return postgres;
  };
  const ready = async (): Promise<number> => (await served.app.request('/readyz')).status;

  test('takes no writes for a while', { timeout: 120_000 }, async (context) => {
    const operator = new Client({ connectionString: need(context).url });
    await operator.connect();
    try {
      const turn = async (isReadOnly: boolean): Promise<void> => {
        await operator.query(`alter database lifesign set default_transaction_read_only = ${String(isReadOnly)}`);
        await operator.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
      };
      expect(await ready()).toBe(200);
      await turn(true);
      await until(ready, (status) => status === 503);
      // It still reads: a check that only queries would not notice.
      const read = () => sql`select 1 as one`.execute(gateway.db).catch(() => ({ rows: [] }));
      await until(read, ({ rows }) => rows.length === 1);
      await operator.query('set default_transaction_read_only = off');
      await turn(false);
      await until(ready, (status) => status === 200);
    } finally {
      await operator.end();
    }
  });

  test('is killed while checks wait: nothing that was acknowledged is lost', { timeout: 120_000 }, async (context) => {
    const server = need(context);
    let isAway = false;
    gateway.engine.answer = async (input) => {
      await until(
        () => isAway,
        (away) => away,
      );
      return livePerson(input);
    };
    const launches = await Promise.all([0, 1, 2].map(() => launch(served)));
    const submissions = await Promise.all(launches.map((each) => submit(served, each)));
    expect(submissions.map(({ confirmed }) => confirmed.status)).toEqual([200, 200, 200]);
    await until(
      () => gateway.engine.calls.length,
      (count) => count > 0,
    );
    await server.kill();
    // Their verdicts cannot be stored now.
    isAway = true;
    const away = await statusOf(served, launches[0] as Launch, submissions[0]?.submissionId ?? '');
    expect([away.status, away.headers.has('retry-after')]).toEqual([503, true]);
    expect(await ready()).toBe(503);
    await server.restart();
    await until(ready, (status) => status === 200);
    for (const [index, { submissionId }] of submissions.entries()) {
      const answer = await finished(served, launches[index] as Launch, submissionId);
      expect(answer).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
    }
    await until(
      () => gateway.callbacks.length,
      (count) => count >= submissions.length,
    );
    const told = gateway.callbacks.map(({ body }) => (JSON.parse(body) as { submissionId: string }).submissionId);
    expect(new Set(told)).toEqual(new Set(submissions.map(({ submissionId }) => submissionId)));
    const verdicts = await gateway.db
      .selectFrom('audit_entry')
      .select('check_id')
      .where('action', '=', 'verdict')
      .execute();
    expect(verdicts).toHaveLength(submissions.length);
    const chains = await verifyAudit(gateway.db, deriveSigningKeys(MASTER_KEY).audit);
    expect(chains.filter(({ broken }) => broken !== null)).toEqual([]);
  });
});
