/** Databases whose set-up all test files of a run share; see `database-server.ts`. */
import { cp, readFile } from 'node:fs/promises';
import type { DatabaseLocation } from '../../src/database/database.ts';

/** Environment variable with the address of the process that makes them. */
export const SHARED_DATABASES = 'LIFESIGN_TEST_DATABASES';

const ask = async (path: string): Promise<string | null> => {
  const address = process.env[SHARED_DATABASES];
  if (address === undefined) {
    throw new Error(`${SHARED_DATABASES} is not set: the global set-up of the tests did not run`);
  }
  const response = await fetch(new URL(path, address));
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return ((await response.json()) as { readonly value: string | null }).value;
};

/** The address of an empty database on the PostgreSQL server of this run; null where none can be started. */
export const emptyPostgres = (): Promise<string | null> => ask('/postgres');

/** The same after a gateway's first start: a copy, so that not each test file has to migrate one. */
export const migratedPostgres = (): Promise<string | null> => ask('/migrated-postgres');

let dump: Promise<Blob> | null = null;

/** A database in memory after a gateway's first start: a tenth of the time that migrating an empty one takes. */
export const migratedMemory = async (): Promise<DatabaseLocation> => {
  dump ??= ask('/migrated').then(async (file) => new Blob([await readFile(file ?? '')]));
  return { kind: 'memory', from: await dump };
};

/** Puts an embedded database after a gateway's first start into a data folder: a tenth of the time that making one takes. */
export const fillDataFolder = async (folder: string): Promise<void> => {
  await cp((await ask('/migrated-folder')) ?? '', folder, { recursive: true });
};
