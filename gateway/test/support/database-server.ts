/**
 * What the test files of a run share, created at the first request: one PostgreSQL server, with a database for each
 * file, and the folder of a migrated embedded database. Vitest's global set-up: started once,
 * before the workers, which ask by HTTP. The modules load at the first request: most runs need neither.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestPostgres } from './postgres.ts';
import { SHARED_DATABASES } from './shared-databases.ts';

const TEMPLATE = 'migrated';

const migratedIn = (folder: string): string => join(folder, 'migrated');

const migrateTemplate = async (started: TestPostgres): Promise<void> => {
  const { migratePostgres } = await import('./migrated-dump.ts');
  await migratePostgres(await started.createDatabase(TEMPLATE));
};

const setup = async (): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), 'lifesign-databases-'));
  let postgres: Promise<TestPostgres | null> | null = null;
  let migrated: Promise<string> | null = null;
  let template: Promise<void> | null = null;
  let databases = 0;

  const dump = (): Promise<string> =>
    (migrated ??= import('./migrated-dump.ts').then(({ dumpMigrated }) => dumpMigrated(folder, migratedIn(folder))));

  const server = (): Promise<TestPostgres | null> =>
    (postgres ??= import('./postgres.ts').then(({ startPostgres }) => startPostgres()));
  const nextName = (): string => `test_${(databases += 1)}`;

  const answers: Readonly<Record<string, () => Promise<string | null>>> = {
    '/postgres': async () => (await (await server())?.createDatabase(nextName())) ?? null,
    '/migrated-postgres': async () => {
      const started = await server();
      if (started === null) {
        return null;
      }
      await (template ??= migrateTemplate(started));
      return started.createDatabase(nextName(), TEMPLATE);
    },
    '/migrated': dump,
    '/migrated-folder': async () => {
      await dump();
      return migratedIn(folder);
    },
  };
  const listener = createServer((request, response) => {
    // One that is kept may be closed just as a slow test uses it again.
    response.setHeader('connection', 'close');
    void (async () => {
      try {
        response.end(JSON.stringify({ value: (await answers[request.url ?? '']?.()) ?? null }));
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    })();
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  process.env[SHARED_DATABASES] = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;

  return async () => {
    listener.close();
    listener.closeAllConnections();
    await (await postgres)?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
};

// oxlint-disable-next-line import/no-default-export -- Vitest loads it by its default export
export default setup;
