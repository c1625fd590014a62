/**
 * The schema's history; a released step is never edited. Kysely applies what is missing under an advisory lock, so any
 * number of processes may start at once.
 */
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from '../tables.ts';
import { initial } from './migrations/0001-initial.ts';
import { auditTrail } from './migrations/0002-audit-trail.ts';
import { eVerify } from './migrations/0003-e-verify.ts';
import { bpm } from './migrations/0004-bpm.ts';
import { lcp } from './migrations/0005-lcp.ts';
import { challenges } from './migrations/0006-challenges.ts';
import { erasableRecords } from './migrations/0007-erasable-records.ts';
import { sessionRestarts } from './migrations/0008-session-restarts.ts';
import { adminSignOuts } from './migrations/0009-admin-sign-outs.ts';
import { picturePrints } from './migrations/0010-picture-prints.ts';
import { sessionAddresses } from './migrations/0011-session-addresses.ts';
import { listIndexes } from './migrations/0020-list-indexes.ts';
import { readiness } from './migrations/0021-readiness.ts';
import { keyRotation } from './migrations/0022-key-rotation.ts';
import { handoff } from './migrations/0030-handoff.ts';
import { pictureStore } from './migrations/0040-picture-store.ts';
import { rateLimits } from './migrations/0045-rate-limits.ts';
import { moments } from './migrations/0050-moments.ts';
import { attempts } from './migrations/0055-attempts.ts';

/** Databases record applied migrations by these names, which are those of the files. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-audit-trail': auditTrail,
  '0003-e-verify': eVerify,
  '0004-bpm': bpm,
  '0005-lcp': lcp,
  '0006-challenges': challenges,
  '0007-erasable-records': erasableRecords,
  '0008-session-restarts': sessionRestarts,
  '0009-admin-sign-outs': adminSignOuts,
  '0010-picture-prints': picturePrints,
  '0011-session-addresses': sessionAddresses,
  '0020-list-indexes': listIndexes,
  '0021-readiness': readiness,
  '0022-key-rotation': keyRotation,
  '0030-handoff': handoff,
  '0040-picture-store': pictureStore,
  '0045-rate-limits': rateLimits,
  '0050-moments': moments,
  '0055-attempts': attempts,
};

/** Migrates the database to the newest schema; throws when a step fails, with nothing of that run applied. */
export const migrate = async (db: Kysely<Database>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName ?? 'unknown';
    throw new Error(`Migration ${failed} failed`, { cause: error });
  }
};
