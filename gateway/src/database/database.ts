/**
 * Opens the database: embedded PGlite in a folder (or in memory), or a PostgreSQL server.
 * Owns: connections and their closing.
 */
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, type Transaction } from 'kysely';
import { Pool, type PoolConfig } from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { Mistake } from '../mistake.ts';
import { isUnavailable } from '../unavailable.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { createReadiness } from './readiness.ts';
import type { Database } from '../tables.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

export interface OpenDatabase {
  readonly db: Db;
  /** The same database with a time limit, for statements that should fail rather than wait; null where it has one connection. */
  readonly prompt: Db | null;
  /** A copy of the database that may be a little behind; null without one. */
  readonly replica: Db | null;
  /** How the job queue reaches the same database. */
  readonly queueConnection: Pick<ConstructorOptions, 'db' | 'backend' | 'connectionString' | 'max'>;
  /** True when no other process can use this database. */
  readonly isExclusive: boolean;
  /** Rejects when it does not accept writes. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export type DatabaseLocation =
  /** `from`: a dumped data folder to begin with. */
  | { readonly kind: 'memory'; readonly from?: Blob }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'server'; readonly url: string; readonly replicaUrl?: string };

/** Further writes of this process would destroy data of the new owner. */
const endProcess = (reason: string): void => {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
};

/** Opens and migrates. `onFolderLost`: another process has taken the embedded database's folder; nothing may be written. */
export const openDatabase = async (
  location: DatabaseLocation,
  onFolderLost: (reason: string) => void = endProcess,
): Promise<OpenDatabase> => {
  const opened = location.kind === 'server' ? openServer(location) : await openEmbedded(location, onFolderLost);
  try {
    await migrate(opened.db);
    return opened;
  } catch (error) {
    await opened.close();
    throw location.kind === 'server' ? explained(error) : error;
  }
};

/** SQLSTATEs of a wrong name or password, and of a database that does not exist. */
const REFUSED = /^(28|3D)/;

/** A message for the operator when DATABASE_URL is wrong; never the address itself, which contains a password. */
const explained = (error: unknown): unknown => {
  const code = codeOf(error);
  if (REFUSED.test(code)) {
    return new Mistake(`The database refuses what DATABASE_URL says (${code}): check its user, password and name`, {
      cause: error,
    });
  }
  return isUnavailable(error)
    ? new Mistake(`The database that DATABASE_URL names cannot be reached (${code}): check address and server`, {
        cause: error,
      })
    : error;
};

/** Code of the error or its cause; without one, the first words of its message. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return 'code' in error ? String(error.code) : error.cause === undefined ? error.message : codeOf(error.cause);
};

/** Time limit of a statement of `prompt`, milliseconds. */
const PROMPT_MS = 1000;

/** A replica that does not accept a connection within this time counts as down, and the primary is read. */
const REPLICA_CONNECT_MS = 2000;

const connect = (url: string, options: Omit<PoolConfig, 'connectionString'>): Db => {
  const pool = new Pool({ connectionString: url, ...options });
  // An idle connection that the server drops must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  // Nor may a connection that drops between two statements of a transaction; the next statement fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
};

const openServer = ({ url, replicaUrl }: Extract<DatabaseLocation, { kind: 'server' }>): OpenDatabase => {
  const db = connect(url, { max: 10, connectionTimeoutMillis: 10_000 });
  const prompt = connect(url, {
    max: 4,
    connectionTimeoutMillis: PROMPT_MS,
    query_timeout: PROMPT_MS,
    statement_timeout: PROMPT_MS,
  });
  const replica =
    replicaUrl === undefined ? null : connect(replicaUrl, { max: 5, connectionTimeoutMillis: REPLICA_CONNECT_MS });
  return {
    db,
    prompt,
    replica,
    queueConnection: { connectionString: url, max: 5, backend: 'postgres' },
    isExclusive: false,
    ready: createReadiness(db, null),
    async close() {
      await Promise.all([db, prompt, ...(replica === null ? [] : [replica])].map((each) => each.destroy()));
    },
  };
};

const openEmbedded = async (
  location: Exclude<DatabaseLocation, { kind: 'server' }>,
  onFolderLost: (reason: string) => void,
): Promise<OpenDatabase> => {
  const lock = location.kind === 'folder' ? await lockFolder(location.path, onFolderLost) : null;
  try {
    const pglite = await PGlite.create(
      location.kind === 'folder'
        ? { dataDir: join(location.path, 'db') }
        : location.from === undefined
          ? {}
          : { loadDataDir: location.from },
    );
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
    return {
      db,
      prompt: null,
      replica: null,
      queueConnection: { db: fromPglite(pglite), backend: 'pglite' },
      isExclusive: true,
      ready: createReadiness(db, location.kind === 'folder' ? location.path : null),
      // The queue uses the same instance, so it is closed here and not by Kysely.
      async close() {
        await pglite.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
};
