/** `/readyz` over a socket: 503 while nothing can be stored, and 200 again by itself. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { MASTER_KEY, startGateway, until } from './support/harness.ts';
import { startPostgres } from './support/postgres.ts';
import { startMain } from './support/processes.ts';
import { serveApp } from './support/socket.ts';

const MOUNTING = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--mount'];
const canMount =
  spawnSync(MOUNTING[0] ?? '', [...MOUNTING.slice(1), 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

const MIB = 1024 * 1024;

test.skipIf(!canMount)('a disk that is full, under an embedded database', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-disk-'));
  const gateway = await startMain(
    { DATA_DIR: folder, LIFESIGN_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64') },
    [...MOUNTING, 'sh', '-c', `mount -t tmpfs -o size=256m none ${folder} && exec "$@"`, 'sh'],
  );
  try {
    // While this fills the disk it does not read, so it would not notice that the gateway closed an idle connection.
    const ready = () => gateway.app.request('/readyz', { headers: { connection: 'close' } });
    const body = (await (await until(ready, ({ status }) => status === 200)).json()) as { readonly durability: string };
    expect(body.durability).toContain('may be lost when the power fails');
    expect(gateway.lines.some((line) => line.includes(body.durability))).toBe(true);
    // The disk is mounted in the process's own mount namespace.
    const inside = `/proc/${gateway.pid}/root${folder}`;
    const { bavail, bsize } = statfsSync(inside);
    writeFileSync(path.join(inside, 'filler'), new Uint8Array(bavail * bsize - 32 * MIB));
    expect((await ready()).status).toBe(503);
    rmSync(path.join(inside, 'filler'));
    expect((await ready()).status).toBe(200);
  } finally {
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a PostgreSQL that takes no writes', { timeout: 180_000 }, async (context) => {
  const postgres = await startPostgres();
  if (postgres === null) {
    context.skip('PostgreSQL could not be started here');
    return;
  }
  const operator = new Client({ connectionString: postgres.url });
  await operator.connect();
  const gateway = await startGateway({ database: { kind: 'server', url: postgres.url } });
  const served = await serveApp(gateway.app);
  try {
    const turn = async (isReadOnly: boolean): Promise<void> => {
      await operator.query(`alter database lifesign set default_transaction_read_only = ${String(isReadOnly)}`);
      await operator.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    };
    const ready = async (): Promise<number> => (await served.app.request('/readyz')).status;
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
    await served.close();
    await gateway.close(2000);
    await operator.end();
    await postgres.stop();
  }
});
