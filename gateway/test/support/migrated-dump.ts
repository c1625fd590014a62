/** The data folder of a migrated embedded database, as a file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '../../src/database/database.ts';
import { createLogger } from '../../src/http/logging.ts';
import { createQueue } from '../../src/jobs/queue.ts';
import { JOBS } from '../../src/job-list.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';

/** The metrics are not read. */
const NO_METRICS = createMetrics(
  {
    engine: () => ({ inFlight: 0, oldestMs: 0, refused: 0 }),
    heldBytes: () => 0,
    forgottenPictures: () => Promise.resolve(0),
    queues: () => Promise.resolve([]),
  },
  false,
);

/**
 * Makes an embedded database in the folder `path`, as a gateway's first start leaves it. Returns the file in `folder` with its
 * dump, which PGlite can start from.
 */
export const dumpMigrated = async (folder: string, path: string): Promise<string> => {
  const database = await openDatabase({ kind: 'folder', path });
  const queue = createQueue(database, createLogger('silent'), JOBS, NO_METRICS);
  await queue.start();
  await queue.stop(0);
  await database.close();
  const pglite = await PGlite.create(join(path, 'db'));
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const file = join(folder, 'migrated.tar');
  writeFileSync(file, new Uint8Array(await dump.arrayBuffer()));
  return file;
};
