/** Shared by the gateway's commands: failures as one line, mistakes in the command line with the usage, the database. */
import { createAuditTrail } from '../audit/store/audit-trail.ts';
import { type Db, openDatabase, type Tx } from '../database/database.ts';
import { deriveSigningKeys } from '../auth/keys.ts';
import { loadPicturesConfig } from '../config.ts';
import { openBlobs } from '../images/open-blobs.ts';
import type { PicturesConfig } from '../images/pictures-config.ts';
import type { BlobStore } from '../images/types.ts';
import { configFileOf, type MasterKeys, readSettings } from '../settings.ts';
import type { AuditTrail } from '../audit/types.ts';
import type { Clock } from '../clock.ts';

/** A mistake in the command line; the usage is shown with it. */
export class UsageError extends Error {}

/** The process exits with 1 when `run` rejects or resolves to false. */
export const runCommand = async (usage: string, run: () => Promise<boolean | undefined>): Promise<void> => {
  try {
    process.exitCode = (await run()) === false ? 1 : 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(isUsage(error) ? `${message}\n${usage}` : `${message}\n`);
    process.exitCode = 1;
  }
};

/** Also errors of `parseArgs`. */
const isUsage = (error: unknown): boolean =>
  error instanceof UsageError ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

export interface CommandDeps {
  readonly db: Db;
  readonly audit: AuditTrail<Tx>;
  readonly masterKeys: MasterKeys;
  /** Of each master key, 32 bytes; the first seals. */
  readonly auditKeys: readonly [Uint8Array, ...Uint8Array[]];
}

export const COMMAND_CLOCK: Clock = { now: () => new Date() };

/** With the database of the environment, closed again afterwards. */
export const withDatabase = async <T>(use: (deps: CommandDeps) => Promise<T>): Promise<T> => {
  const settings = readSettings(process.env);
  const database = await openDatabase(settings.database);
  try {
    const { masterKeys } = settings;
    const [first, ...older] = masterKeys;
    const auditKey = deriveSigningKeys(first).audit;
    const auditKeys = [auditKey, ...older.map((key) => deriveSigningKeys(key).audit)] as const;
    const audit = createAuditTrail(database.db, auditKey, COMMAND_CLOCK);
    return await use({ db: database.db, audit, masterKeys, auditKeys });
  } finally {
    await database.close();
  }
};

export interface PictureDeps extends CommandDeps {
  readonly config: PicturesConfig;
  /** Null where the configuration names no store. */
  readonly blobs: BlobStore | null;
}

/** With the picture store of the configuration, too. */
export const withPictures = async <T>(use: (deps: PictureDeps) => Promise<T>): Promise<T> => {
  const config = loadPicturesConfig(configFileOf(process.env));
  const blobs = await openBlobs(config);
  try {
    return await withDatabase((deps) => use({ ...deps, config, blobs }));
  } finally {
    blobs?.close();
  }
};
