/** Databases as a gateway's first start leaves them: the data folder of an embedded one, also as a file, and one on a server. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type DatabaseLocation, openDatabase } from '../../src/database/database.ts';
import { createLogger } from '../../src/http/logging.ts';
import { createQueue } from '../../src/jobs/queue.ts';
import { JOBS } from '../../src/job-list.ts';
import { NO_METRICS } from './no-metrics.ts';

const startFirst = async (location: DatabaseLocation): Promise<void> => {
  const database = await openDatabase(location);
  const queue = createQueue(database, createLogger('silent'), JOBS, NO_METRICS);
  await queue.start();
  await queue.stop(0);
  await database.close();
};

export const migratePostgres = (url: string): Promise<void> => startFirst({ kind: 'server', url });

/** What takes most of the time when a database is opened: zeroed buffers, large log files, two databases that nothing uses. */
const SMALL = ['--wal-segsize=1', '-c', 'shared_buffers=8MB', '-c', 'min_wal_size=2MB', '-c', 'max_wal_size=2MB'];
const UNUSED = ['template0', 'template1'];

const createSmall = async (path: string): Promise<void> => {
  mkdirSync(path, { recursive: true });
  const pglite = await PGlite.create({ dataDir: join(path, 'db'), initDbStartParams: SMALL });
  await pglite.query('update pg_database set datistemplate = false');
  for (const name of UNUSED) {
    await pglite.query(`drop database ${name}`);
  }
  await pglite.close();
};

/**
 * Makes an embedded database in the folder `path`, as a gateway's first start leaves it. Returns the file in `folder` with its
 * dump, which PGlite can start from.
 */
export const dumpMigrated = async (folder: string, path: string): Promise<string> => {
  await createSmall(path);
  await startFirst({ kind: 'folder', path });
  const pglite = await PGlite.create(join(path, 'db'));
  await pglite.query('checkpoint');
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const file = join(folder, 'migrated.tar');
  writeFileSync(file, new Uint8Array(await dump.arrayBuffer()));
  return file;
};
