/** One gateway at a time on an embedded database's folder, whichever container or host it runs in. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../src/database/database.ts';
import { type FolderLock, FolderInUse, lockFolder } from '../src/database/folder-lock.ts';
import { verifyAudit } from '../src/audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../src/auth/keys.ts';
import { call, MASTER_KEY, partnerTokenOf, type Reachable, until } from './support/harness.ts';
import { type GatewayProcess, ProcessEnded, startMain, startProcess } from './support/processes.ts';
import { fillDataFolder } from './support/shared-databases.ts';

/** From the demo configuration. */
const CLIENT_ID = 'a7d0e4f2-91c5-4b38-8e6d-3f5c2b1a9047';
const PASS_KEY = '4c8e1a7b-62d9-4f3e-b5a0-d7196e2f08c4';

let folder: string;
let processes: GatewayProcess[];
let locks: FolderLock[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifesign-folder-'));
  processes = [];
  locks = [];
});
afterEach(async () => {
  await Promise.all(processes.map((each) => each.kill()));
  locks.forEach((lock) => lock.release());
  rmSync(folder, { recursive: true, force: true });
});

/** As in a container: the process has id 1 and sees no other. It ends with the command that runs it. */
const CONTAINER = [
  'unshare',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  '--pid',
  '--fork',
  '--mount-proc',
  '--kill-child=KILL',
];
const hasNamespaces = spawnSync(CONTAINER[0] ?? '', [...CONTAINER.slice(1), 'true']).status === 0;

const startHere = async (within: readonly string[]): Promise<GatewayProcess> => {
  const key = Buffer.from(MASTER_KEY).toString('base64');
  const started = await startMain({ DATA_DIR: folder, LIFESIGN_MASTER_KEY: key }, within);
  processes.push(started);
  return started;
};

/** Opens sessions one after the other; returns the ids of those that were acknowledged. */
const openSessions = async (gateway: Reachable, count: number): Promise<readonly string[]> => {
  const token = await partnerTokenOf(gateway, CLIENT_ID, PASS_KEY);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = randomUUID();
    const headers = {
      'x-onekyc-token': token,
      'x-onboarding-partner': 'SANDBOX-SDK-COE_STANDALONE_LIVENESS',
      'x-partner-user-id': `user-${index}`,
      'x-partner-user-id-type': 'TEST_ID',
      'x-partner-session-id': id,
    };
    const body = { flow: 'STANDALONE_LIVENESS', source: 'SDK' };
    expect((await call(gateway, 'POST', '/coe-partner/v1/initiate-flow', headers, body)).status).toBe(200);
    ids.push(id);
  }
  return ids;
};

const refusalOf = async (starting: Promise<unknown>): Promise<ProcessEnded> => {
  const ended: unknown = await starting.catch((error: unknown) => error);
  if (!(ended instanceof ProcessEnded)) {
    throw new Error('It started');
  }
  return ended;
};

test(
  'two containers on one volume: the second refuses in one line, the first loses nothing, and kill -9 frees the folder',
  { timeout: 300_000 },
  async (context) => {
    if (!hasNamespaces) {
      context.skip('Namespaces for processes (unshare --pid) are not permitted here');
      return;
    }
    await fillDataFolder(folder);
    const first = await startHere(CONTAINER);
    const acknowledged = [...(await openSessions(first, 15))];

    const refusal = await refusalOf(startHere(CONTAINER));
    expect(refusal.exitCode).not.toBe(0);
    expect(refusal.lines).toHaveLength(1);
    const line = JSON.parse(refusal.lines[0] ?? '') as Record<string, unknown>;
    expect(line).toEqual({ level: 60, time: expect.any(String) as unknown, msg: expect.any(String) as unknown });
    expect(line['msg']).toMatch(
      new RegExp(`^The data folder ${folder} is in use by another gateway \\(host .+, process 1, since .+\\)\\. Stop `),
    );

    acknowledged.push(...(await openSessions(first, 15)));
    await first.kill();
    const second = await startHere(CONTAINER);
    acknowledged.push(...(await openSessions(second, 5)));
    await second.kill();

    const database = await openDatabase({ kind: 'folder', path: folder });
    try {
      const rows = await database.db.selectFrom('session').select('partner_session_id as id').execute();
      expect(rows.map(({ id }) => id).toSorted()).toEqual(acknowledged.toSorted());
      const chains = await verifyAudit(database.db, deriveSigningKeys(MASTER_KEY).audit);
      expect(chains).toMatchObject([{ entries: acknowledged.length, broken: null }]);
    } finally {
      await database.close();
    }
  },
);

test(
  'a gateway whose folder was taken over stops with one line of output and leaves the owner file to the new owner',
  { timeout: 180_000 },
  async () => {
    await fillDataFolder(folder);
    const running = await startProcess({ DATA_DIR: folder });
    processes.push(running);
    const owner = join(folder, 'gateway.owner');
    const other = { ...(JSON.parse(readFileSync(owner, 'utf8')) as object), id: 'another', host: 'elsewhere', pid: 7 };
    writeFileSync(owner, JSON.stringify(other));
    expect(await running.exited).toBe(1);
    expect(running.errors().trim()).toBe(
      `The data folder ${folder} has been taken over by host elsewhere, process 7. ` +
        'This gateway has stopped, so that it does not destroy what is in it.',
    );
    expect(JSON.parse(readFileSync(owner, 'utf8'))).toMatchObject({ id: 'another' });
  },
);

const lock = async (): Promise<FolderLock> => {
  const taken = await lockFolder(folder, (reason) => {
    throw new Error(reason);
  });
  locks.push(taken);
  return taken;
};

/** What an owner leaves in a folder on a disk whose file locks work on one host only. */
const writeOwner = (kernel: string): string => {
  const file = join(folder, 'gateway.owner');
  const owner = { id: 'before', kernel, host: 'elsewhere', pid: 1, since: '2026-01-01T00:00:00.000Z' };
  writeFileSync(file, JSON.stringify(owner));
  return file;
};

test('an owner on another host that still renews its owner file keeps the folder', { timeout: 60_000 }, async () => {
  const file = writeOwner('another-kernel');
  const renewing = setInterval(() => utimesSync(file, new Date(), new Date()), 500);
  try {
    await expect(lock()).rejects.toThrow(FolderInUse);
    await expect(lock()).rejects.toThrow('(host elsewhere, process 1, since 2026-01-01T00:00:00.000Z)');
  } finally {
    clearInterval(renewing);
  }
});

test('a folder is free twenty seconds after its owner on another host ended', { timeout: 60_000 }, async () => {
  writeOwner('another-kernel');
  const startedAt = performance.now();
  await lock();
  expect(performance.now() - startedAt).toBeGreaterThan(19_000);
});

test('a folder is free as soon as its owner on this host has ended', async () => {
  const held = await lock();
  const { kernel } = JSON.parse(readFileSync(join(folder, 'gateway.owner'), 'utf8')) as { kernel: string };
  held.release();
  locks.pop();
  writeOwner(kernel);
  const startedAt = performance.now();
  await lock();
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('a held lock renews its owner file; a released one removes it', async () => {
  const held = await lock();
  const file = join(folder, 'gateway.owner');
  const past = new Date(0);
  utimesSync(file, past, past);
  await until(
    () => statSync(file).mtimeMs,
    (renewedAt) => renewedAt > 0,
    10_000,
  );
  await expect(lockFolder(folder, () => undefined)).rejects.toThrow(FolderInUse);
  held.release();
  locks.pop();
  expect(() => readFileSync(file)).toThrow('ENOENT');
});
