/** What the commands about the audit trail share: the database of the environment, and failures as one line. */
import { type Db, openDatabase } from '../database/database.ts';
import { deriveSigningKeys } from '../auth/keys.ts';
import { readSettings } from '../env.ts';

export interface CommandDeps {
  readonly db: Db;
  /** 32 bytes. */
  readonly auditKey: Uint8Array;
}

/** `run` answers whether all is well; the process exits with 1 otherwise. */
export const runCommand = async (run: (deps: CommandDeps) => Promise<boolean>): Promise<void> => {
  try {
    const settings = readSettings(process.env);
    const database = await openDatabase(settings.database);
    try {
      const isWell = await run({ db: database.db, auditKey: deriveSigningKeys(settings.masterKey).audit });
      process.exitCode = isWell ? 0 : 1;
    } finally {
      await database.close();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
};
