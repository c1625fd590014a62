/** Whether the database accepts writes, and for a folder, whether its disk has room. */
import { statfs } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { Unavailable } from '../unavailable.ts';

/** Milliseconds between two writes, because anyone may call `/readyz` at any rate. */
const WRITE_EVERY_MS = 5000;

/** Below this an embedded database would soon fail in the middle of a write. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** `folder`: of an embedded database. Rejects with the reason. */
export const createReadiness = <Database>(db: Kysely<Database>, folder: string | null): (() => Promise<void>) => {
  let writtenAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (folder !== null) {
      await requireRoom(folder);
    }
    if (performance.now() - writtenAt < WRITE_EVERY_MS) {
      await sql`select 1`.execute(db);
      return;
    }
    await sql`insert into readiness (id, at) values (1, now()) on conflict (id) do update set at = excluded.at`.execute(
      db,
    );
    writtenAt = performance.now();
  };
};

const requireRoom = async (folder: string): Promise<void> => {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < LEAST_FREE_BYTES) {
    throw new Unavailable(`The disk of ${folder} has less than ${LEAST_FREE_BYTES / 1024 / 1024} MiB left`);
  }
};
