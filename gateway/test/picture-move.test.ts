/** Pictures are moved from the database to a store and back while gateways run, keys change, and the move is killed. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { deriveSigningKeys } from '../src/auth/keys.ts';
import { createUrlSigner } from '../src/auth/signed-url.ts';
import { imageUrlOf } from '../src/families/coe/image-url.ts';
import {
  begin,
  jpeg,
  launch,
  MASTER_KEY,
  type Reachable,
  startGateway,
  testConfig,
  type TestGateway,
  until,
  upload,
} from './support/harness.ts';
import { startProcess } from './support/processes.ts';
import { startS3 } from './support/s3.ts';
import { migratedPostgres } from './support/shared-databases.ts';
import { serveApp, type Served } from './support/socket.ts';

const NEW_KEY = new Uint8Array(32).fill(8);
const clock = { now: () => new Date() };
const CLI = ['--conditions=lifesign-source'];

const run = (env: NodeJS.ProcessEnv, script: string, ...words: readonly string[]) =>
  promisify(execFile)(process.execPath, [...CLI, `gateway/src/cli/${script}.ts`, ...words], { env }).then(
    ({ stdout }) => ({ isFine: true, stdout, stderr: '' }),
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => ({
      isFine: false,
      stdout,
      stderr,
    }),
  );

test('moved there and back, sealed by another key, and swept', { timeout: 600_000 }, async (context) => {
  const url = await migratedPostgres();
  if (url === null) {
    context.skip('PostgreSQL could not be started here');
    return;
  }
  const database = { kind: 'server', url } as const;
  const s3 = await startS3();
  const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-pictures-'));
  const opened: { close(timeoutMs: number): Promise<unknown> }[] = [];
  const inStore = s3.pictures;
  const inRows = { ...s3.pictures, keptIn: 'database' as const };

  const start = async (pictures: unknown, ...keys: readonly Uint8Array[]): Promise<[TestGateway, Served]> => {
    const gateway = await startGateway({
      config: testConfig({ pictures }),
      database,
      masterKeys: [keys[0] ?? MASTER_KEY, ...keys.slice(1)],
    });
    const served = await serveApp(gateway.app);
    opened.unshift(served, gateway);
    return [gateway, served];
  };
  const envOf = (pictures: unknown, ...keys: readonly Uint8Array[]): NodeJS.ProcessEnv => {
    const file = path.join(folder, 'config.json');
    // The commands need no other settings.
    writeFileSync(file, JSON.stringify({ pictures }));
    const master = keys.length === 0 ? [MASTER_KEY] : keys;
    return {
      PATH: process.env['PATH'],
      DATABASE_URL: url,
      LIFESIGN_CONFIG: file,
      LIFESIGN_MASTER_KEY: master.map((key) => Buffer.from(key).toString('base64')).join(','),
    };
  };

  /** The uploaded bytes by document. */
  const uploaded = new Map<string, Uint8Array>();
  const put = async (to: Reachable): Promise<string> => {
    const { data } = (await begin(to, await launch(to))).body;
    const bytes = await jpeg(480, 640 + uploaded.size);
    expect((await upload(to, data.documents.SELFIE?.documentUrl ?? '', bytes)).status).toBe(200);
    const id = /uploads\/([\w-]+)/.exec(data.documents.SELFIE?.documentUrl ?? '')?.[1] ?? '';
    uploaded.set(id, bytes);
    return id;
  };
  const requireAll = async (from: Reachable, ...keys: readonly Uint8Array[]): Promise<void> => {
    const urls = createUrlSigner(deriveSigningKeys(keys[0] ?? MASTER_KEY).url, clock);
    for (const [id, bytes] of uploaded) {
      const response = await from.app.request(imageUrlOf({ urls, clock }, '', id, 60));
      expect([id, response.status]).toEqual([id, 200]);
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    }
  };

  try {
    // Uploaded before a store was configured.
    const [, early] = await start({});
    for (let index = 0; index < 12; index += 1) {
      await put(early);
    }
    const [gateway, served] = await start(inStore);
    const countAll = async () => {
      const rows = await gateway.db.selectFrom('document_image').select(['sealed', 'blob']).execute();
      return { s3: rows.filter(({ blob }) => blob !== null).length, all: rows.length };
    };
    await put(served);
    expect((await run(envOf(inRows), 'pictures', 'move', '--to', 's3')).stderr).toContain('`pictures.keptIn` s3 first');

    // The move is killed and started again while others upload and read.
    const killed = spawn(process.execPath, [...CLI, 'gateway/src/cli/pictures.ts', 'move', '--to', 's3'], {
      env: envOf(inStore),
      stdio: 'ignore',
    });
    await until(countAll, ({ s3: moved }) => moved > 1, 60_000);
    killed.kill('SIGKILL');
    const [moved] = await Promise.all([
      run(envOf(inStore), 'pictures', 'move', '--to', 's3'),
      put(served),
      requireAll(served),
    ]);
    expect(moved).toMatchObject({ isFine: true });
    expect(await countAll()).toEqual({ s3: uploaded.size, all: uploaded.size });
    await requireAll(served);

    // A gateway without the store in its configuration could not read them.
    await expect(start({})).rejects.toThrow('name it in `pictures.s3`');

    // Sealed by another key.
    const resealed = await run(envOf(inStore, NEW_KEY, MASTER_KEY), 'keys', 'reseal');
    expect(resealed.stdout).toContain(`document_image.blob\t${uploaded.size}\n`);
    const keys = await run(envOf(inStore, NEW_KEY, MASTER_KEY), 'keys', 'list');
    expect(keys.stdout).toMatch(new RegExp(`\\t${uploaded.size}\\tsealed with\\n[0-9a-f]{8}\\t0\\tread\\n$`));
    const [later, alone] = await start(inStore, NEW_KEY);
    await requireAll(alone, NEW_KEY);

    // Killed between writing a picture to the store and updating its row: the row's submission is locked meanwhile.
    // Objects that the killed move wrote have no row either.
    s3.names().forEach((name) => s3.age(name, 2));
    await later.tidyPictureStore();
    const before = s3.names();
    expect(before).toHaveLength(uploaded.size);
    const victim = await startProcess({ DATABASE_URL: url, PICTURES: JSON.stringify(inStore) });
    const { data } = (await begin(victim, await launch(victim))).body;
    await later.db.transaction().execute(async (tx) => {
      await tx.selectFrom('submission').select('id').where('id', '=', data.submissionId).forUpdate().execute();
      const lost = upload(victim, data.documents.SELFIE?.documentUrl ?? '', await jpeg()).catch(() => null);
      await until(
        () => s3.names().length,
        (count) => count > before.length,
      );
      await victim.kill();
      expect(await lost).toBeNull();
    });
    const orphan = s3.names().find((name) => !before.includes(name)) ?? '';
    expect(await later.tidyPictureStore()).toBe(0);
    expect(s3.names()).toContain(orphan);
    s3.age(orphan, 2);
    expect(await later.tidyPictureStore()).toBe(1);
    expect(s3.names()).toEqual(before);

    // Moved back while a picture is replaced: the upload has written the row that the move has read, and waits for its audit chain.
    const { data: replaced } = (await begin(alone, await launch(alone))).body;
    const address = replaced.documents.SELFIE?.documentUrl ?? '';
    expect((await upload(alone, address, await jpeg(480, 640, 1))).status).toBe(200);
    const newer = await jpeg(480, 640, 2);
    uploaded.set(/uploads\/([\w-]+)/.exec(address)?.[1] ?? '', newer);
    const waiting = async (): Promise<number> => {
      const { rows } = await sql<{ count: string }>`
        select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
      `.execute(later.db);
      return Number(rows[0]?.count);
    };
    const [replacing, moving] = await later.db.transaction().execute(async (tx) => {
      await sql`select 1 from audit_chain for update`.execute(tx);
      const sent = upload(alone, address, newer);
      await until(waiting, (count) => count > 0);
      const begun = run(envOf(inRows, NEW_KEY), 'pictures', 'move', '--to', 'database');
      await until(waiting, (count) => count > 1);
      return [sent, begun] as const;
    });
    expect((await replacing).status).toBe(200);
    expect((await moving).stdout).toContain(`database\t${uploaded.size - 1}\ns3\t1\n`);
    await requireAll(alone, NEW_KEY);
    const back = await run(envOf(inRows, NEW_KEY), 'pictures', 'move', '--to', 'database');
    expect(back.stdout).toContain(`database\t${uploaded.size}\ns3\t0\n`);
    await requireAll(alone, NEW_KEY);
    await later.tidyPictureStore();
    expect(s3.names()).toEqual([]);
  } finally {
    for (const each of opened) {
      await each.close(2000);
    }
    await s3.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
