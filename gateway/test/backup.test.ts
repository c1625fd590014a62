/** Follows the page on backups: dumps a database in use and restores it beside the first, with pictures and audit chains. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HEADERS } from 'lifesign/contract';
import { expect, test } from 'vitest';
import { freePort } from '../../testkit/free-port.ts';
import { verifyAudit } from '../src/audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../src/auth/keys.ts';
import { call, finished, launch, MASTER_KEY, partnerTokenOf, startGateway, submit } from './support/harness.ts';
import { serveApp } from './support/socket.ts';

/** Debian's programs: the package that other tests start PostgreSQL from has no `pg_dump`. */
const VERSIONS = '/usr/lib/postgresql';
const bin = existsSync(VERSIONS)
  ? readdirSync(VERSIONS)
      .map((version) => path.join(VERSIONS, version, 'bin'))
      .find((folder) =>
        ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore'].every((name) => existsSync(path.join(folder, name))),
      )
  : undefined;
/** PostgreSQL refuses to run as root. */
const AS = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
const canRun = bin !== undefined && (AS.length === 0 || spawnSync('runuser', [...AS.slice(1), 'true']).status === 0);

const run = (name: string, ...words: readonly string[]): string => {
  const [program = '', ...args] = [...AS, path.join(bin ?? '', name), ...words];
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
};

if (!canRun) {
  process.stderr.write(`The backup is not tried: no PostgreSQL server with pg_dump in ${VERSIONS}\n`);
}

test.skipIf(!canRun)('a gateway works on a restored dump', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-backup-'));
  chmodSync(folder, 0o777);
  const port = await freePort();
  const urlOf = (name: string): string => `postgres://postgres@127.0.0.1:${port}/${name}`;
  const data = path.join(folder, 'data');
  run('initdb', '--no-sync', '--auth=trust', '--username=postgres', data);
  run(
    'pg_ctl',
    '-D',
    data,
    '-w',
    '-l',
    path.join(folder, 'log'),
    '-o',
    `-p ${port} -k ${folder} -c fsync=off`,
    'start',
  );
  try {
    run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', 'lifesign');
    const gateway = await startGateway({ database: { kind: 'server', url: urlOf('lifesign') } });
    const served = await serveApp(gateway.app);
    const launched = await launch(served);
    const { submissionId } = await submit(served, launched);
    await finished(served, launched, submissionId);
    const heads = await gateway.audit.heads();
    const dump = path.join(folder, 'lifesign.dump');
    run('pg_dump', '--format=custom', `--file=${dump}`, urlOf('lifesign'));
    // Changes after the dump are lost with the database.
    await launch(served, { partnerSessionId: 'after-the-dump' });
    await served.close();
    await gateway.close(2000);

    run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', 'restored');
    run('pg_restore', '--exit-on-error', '--no-owner', `--dbname=${urlOf('restored')}`, dump);
    const restored = await startGateway({ database: { kind: 'server', url: urlOf('restored') } });
    const again = await serveApp(restored.app);
    try {
      const chains = await verifyAudit(restored.db, deriveSigningKeys(MASTER_KEY).audit, heads);
      expect(chains.map(({ broken }) => broken)).toEqual(chains.map(() => null));
      expect(chains.length).toBeGreaterThan(0);
      const { body } = await call<{ submissionDetails: { imageUrls: Readonly<Record<string, string>> } }>(
        again,
        'GET',
        '/coe/v1/submissions',
        { [HEADERS.token]: await partnerTokenOf(again), [HEADERS.submissionId]: submissionId },
      );
      const { pathname, search } = new URL(Object.values(body.data.submissionDetails.imageUrls)[0] ?? '');
      expect((await again.app.request(`${pathname}${search}`)).status).toBe(200);
      // Its job queue works as well.
      const next = await launch(again);
      const sent = await submit(again, next);
      expect(await finished(again, next, sent.submissionId)).toMatchObject({ status: 'COMPLETED' });
    } finally {
      await again.close();
      await restored.close(2000);
    }
  } finally {
    run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  }
});
