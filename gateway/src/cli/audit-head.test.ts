/** An audit trail that was truncated and forged to look complete: a signed head kept elsewhere detects it, on either database. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BARE_ENVIRONMENT } from '../../../testkit/bare-environment.ts';
import { type DatabaseLocation, openDatabase } from '../database/database.ts';
import { hashPassword } from '../admin/password.ts';
import { type AuditHead, readHeads } from '../audit/audit-head.ts';
import { ADMIN, admin, signIn } from '../../test/support/admin.ts';
import {
  CLIENT_ID,
  launch,
  MASTER_KEY,
  startGateway,
  testConfig,
  type TestGateway,
  until,
} from '../../test/support/harness.ts';
import { migratedPostgres, fillDataFolder } from '../../test/support/shared-databases.ts';
import { serveApp } from '../../test/support/socket.ts';

const CHAIN = `coe/${CLIENT_ID}`;
const SESSIONS = 6;

const openSessions = async (gateway: TestGateway, count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    await launch(gateway, { partnerSessionId: randomUUID() });
  }
};

const headsIn = ({ logLines }: TestGateway): readonly AuditHead[] => readHeads(logLines.join(''));

describe.each(['embedded', 'server'] as const)('%s database', (kind) => {
  let postgres: string | null = null;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lifesign-heads-'));
    postgres = kind === 'server' ? await migratedPostgres() : null;
    if (kind === 'embedded') {
      await fillDataFolder(folder);
    }
  }, 180_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const location = (): DatabaseLocation =>
    postgres === null ? { kind: 'folder', path: folder } : { kind: 'server', url: postgres };

  const run = (script: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--conditions=lifesign-source', fileURLToPath(new URL(script, import.meta.url)), ...args],
      {
        encoding: 'utf8',
        env: {
          ...BARE_ENVIRONMENT,
          LIFESIGN_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
          ...(postgres === null ? { DATA_DIR: folder } : { DATABASE_URL: postgres }),
        },
      },
    );
    return { status, stdout, stderr };
  };
  const verify = (...args: string[]) => run('./audit-verify.ts', ...args);

  /** Removes the last entries and changes the recorded end, as an attacker with write access can. */
  const cut = async (count: number): Promise<void> => {
    const database = await openDatabase(location());
    const { db } = database;
    await sql`alter table audit_entry disable trigger user`.execute(db);
    await sql`delete from audit_entry where chain = ${CHAIN} and sequence > ${SESSIONS - count}`.execute(db);
    await sql`alter table audit_entry enable trigger user`.execute(db);
    await sql`update audit_chain set sequence = e.sequence, hash = e.hash from audit_entry e
      where e.chain = audit_chain.chain and e.chain = ${CHAIN} and e.sequence = ${SESSIONS - count}`.execute(db);
    await database.close();
  };

  test(
    'log, admin interface and command report heads; a head detects a missing end',
    { timeout: 180_000 },
    async (context) => {
      if (kind === 'server' && postgres === null) {
        context.skip('PostgreSQL could not be started here');
        return;
      }
      const config = testConfig({
        audit: { headSeconds: 0.2 },
        admin: { users: [{ name: ADMIN.name, passwordHash: await hashPassword(ADMIN.password, 2 ** 10) }] },
      });
      const gateway = await startGateway({ config, database: location() });
      const served = await serveApp(gateway.app);
      await openSessions(gateway, 2);
      const regular = await until(
        () => headsIn(gateway).find(({ chain, sequence }) => chain === CHAIN && sequence === 2),
        (head) => head !== undefined,
      );
      const told = headsIn(gateway).length;
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(headsIn(gateway), 'a chain that has not grown is not logged').toHaveLength(told);

      expect((await admin(served, 'GET', 'audit-heads')).status).toBe(401);
      const { body } = await admin(served, 'GET', 'audit-heads', await signIn(served));
      expect((body['heads'] as readonly AuditHead[]).find(({ chain }) => chain === CHAIN)).toMatchObject({
        sequence: 2,
        hash: regular?.hash,
      });
      await openSessions(gateway, SESSIONS - 2);
      await served.close();
      await gateway.close(2000);
      const last = headsIn(gateway).findLast(({ chain }) => chain === CHAIN);
      expect(last, 'logged at shutdown').toMatchObject({ sequence: SESSIONS });

      const printed = run('./audit-head.ts');
      expect([printed.status, printed.stderr]).toEqual([0, '']);
      expect(readHeads(printed.stdout).find(({ chain }) => chain === CHAIN)).toMatchObject({ hash: last?.hash });
      const log = join(folder, 'gateway.log');
      writeFileSync(log, gateway.logLines.join(''));
      const head = JSON.stringify(last);

      expect(verify()).toMatchObject({ status: 0, stderr: '' });
      expect(verify('--head', log, '--head', head)).toMatchObject({ status: 0, stderr: '' });

      await cut(2);
      expect(verify(), 'the rest verifies').toMatchObject({ status: 0 });
      for (const given of [log, head]) {
        const found = verify('--head', given);
        expect([found.status, found.stderr]).toEqual([1, '']);
        expect(found.stdout).toContain(`BROKEN  ${CHAIN}  entries 5 to 6 are missing: tail-missing\n`);
      }
      const early = JSON.stringify(regular);
      expect(verify('--head', early), 'a head from before is still part of it').toMatchObject({ status: 0 });

      const forged = verify('--head', JSON.stringify({ ...regular, sequence: 1 }));
      expect(forged.status).toBe(1);
      expect(forged.stdout).toContain(`FORGED  ${CHAIN}  the head of 1 is not signed by this gateway's key\n`);
      expect(verify('--head', 'no head')).toEqual({ status: 1, stdout: '', stderr: 'There is no head in no head\n' });

      // Later entries take the numbers of the missing ones.
      const later = await startGateway({ config, database: location() });
      await openSessions(later, 3);
      await later.close(2000);
      expect(verify()).toMatchObject({ status: 0 });
      const overwritten = verify('--head', head);
      expect(overwritten.status).toBe(1);
      expect(overwritten.stdout).toContain('history-rewritten');
    },
  );
});

test('while a gateway has the folder, the commands say so in one line', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifesign-heads-'));
  await fillDataFolder(folder);
  const database = await openDatabase({ kind: 'folder', path: folder });
  try {
    for (const script of ['./audit-head.ts', './audit-verify.ts']) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--conditions=lifesign-source', fileURLToPath(new URL(script, import.meta.url))],
        { encoding: 'utf8', env: { ...BARE_ENVIRONMENT, DATA_DIR: folder } },
      );
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^The data folder .+ is in use by another gateway .+\n$/);
    }
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
