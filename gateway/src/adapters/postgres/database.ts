/**
 * Opens the one database that everything lives in: embedded PGlite in a folder (or in memory), or a PostgreSQL server.
 * Owns: connections, their closing, and the lock that keeps two processes out of one embedded folder.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, type Transaction } from 'kysely';
import { Pool } from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { migrate } from './migrations.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

export interface OpenDatabase {
  readonly db: Db;
  /** How the job queue reaches the same database. */
  readonly queueConnection: Pick<ConstructorOptions, 'db' | 'backend' | 'connectionString' | 'max'>;
  /** True when no other process can be at work on this database. */
  readonly isExclusive: boolean;
  close(): Promise<void>;
}

export type DatabaseLocation =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'server'; readonly url: string };

/** Opens and migrates. */
export const openDatabase = async (location: DatabaseLocation): Promise<OpenDatabase> => {
  const opened = location.kind === 'server' ? openServer(location.url) : await openEmbedded(location);
  try {
    await migrate(opened.db);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
};

const openServer = (url: string): OpenDatabase => {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that the server drops must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    queueConnection: { connectionString: url, max: 5, backend: 'postgres' },
    isExclusive: false,
    close: () => db.destroy(),
  };
};

const openEmbedded = async (location: Exclude<DatabaseLocation, { kind: 'server' }>): Promise<OpenDatabase> => {
  const unlock = location.kind === 'folder' ? lockFolder(location.path) : () => undefined;
  const pglite = location.kind === 'folder' ? new PGlite(join(location.path, 'db')) : new PGlite();
  await pglite.waitReady;
  return {
    db: new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }),
    queueConnection: { db: fromPglite(pglite), backend: 'pglite' },
    isExclusive: true,
    // The queue uses the same instance, so it is closed here and not by Kysely.
    async close() {
      await pglite.close();
      unlock();
    },
  };
};

/** Two embedded databases on one folder would destroy it. A lock of a process that is gone (kill -9) is taken over. */
const lockFolder = (path: string): (() => void) => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const file = join(path, 'gateway.pid');
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) {
        throw error;
      }
      const owner = Number(readFileSync(file, 'utf8'));
      if (owner > 0 && owner !== process.pid && isRunning(owner)) {
        throw new Error(`The data folder ${path} is in use by process ${owner}`, { cause: error });
      }
      rmSync(file, { force: true });
    }
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
};

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
