/**
 * Launches over two web processes and a worker on one PostgreSQL and one S3 store. One after the other of these is killed and
 * started again, and the disk of database and store is filled for a while:
 * `npm run soak -- [--minutes 10] [--clients 4] [--every 20]`. Ends with 1 when something that was acknowledged is missing, was decided
 * or told twice, or an audit chain does not verify.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Acknowledged, startCluster } from '../test/support/cluster.ts';
import { CAN_MOUNT, fillDisk, withOwnDisk } from '../test/support/own-disk.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { startS3 } from '../test/support/s3.ts';

const USAGE = 'Usage: npm run soak -- [--minutes 10] [--clients 4] [--every 20]';
const DISK_MIB = 1024;
/** Milliseconds for which the database and the store are away, and the disk is full. */
const AWAY = 3000;
/** Callbacks that a worker sends at once: as many may be sent again when it is killed. */
const SLOTS = 8;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '4' },
    /** Seconds between two faults; a worker's jobs are taken over within 20. */
    every: { type: 'string', default: '20' },
  },
});
const [minutes, clients, every] = [values.minutes, values.clients, values.every].map(Number) as [
  number,
  number,
  number,
];
if (![minutes, clients, every].every((count) => count > 0)) {
  throw new Error(USAGE);
}

/** Runs this script where the temporary folder is a disk of its own. Returns its exit code. */
const inOwnDisk = (): number => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-soak-'));
  const [program = '', ...rest] = [
    ...withOwnDisk(folder, DISK_MIB),
    process.execPath,
    ...process.execArgv,
    ...process.argv.slice(1),
  ];
  const { status } = spawnSync(program, rest, {
    stdio: 'inherit',
    env: { ...process.env, TMPDIR: folder, LIFESIGN_SOAK_DISK: folder },
  });
  rmSync(folder, { recursive: true });
  return status ?? 1;
};

const soak = async (disk: string | undefined): Promise<boolean> => {
  const postgres = await startPostgres();
  if (postgres === null) {
    throw new Error('PostgreSQL could not be started here');
  }
  const store = await startS3();
  const cluster = await startCluster(postgres.url, {
    ENGINE_DELAY_MS: '50',
    PICTURES: JSON.stringify(store.pictures),
  });

  const replace = async (kind: 'web' | 'worker', name: string): Promise<void> => {
    await cluster.kill(kind, name);
    await cluster.start(kind, name);
  };
  /** Times that a worker could not note what the partner had answered. */
  let cutOff = 0;
  const faults: Readonly<Record<string, () => Promise<void>>> = {
    'web process killed': () => replace('web', 'a'),
    'worker killed': async () => {
      cutOff += 1;
      await replace('worker', 'one');
    },
    'database killed': async () => {
      cutOff += 1;
      await postgres.kill();
      await wait(AWAY);
      await postgres.restart();
    },
    'other web process killed': () => replace('web', 'b'),
    'store killed': async () => {
      await store.kill();
      await wait(AWAY);
      await store.restart();
    },
    ...(disk === undefined
      ? {}
      : {
          'disk full': async () => {
            cutOff += 1;
            const free = fillDisk(disk, 0);
            await wait(AWAY);
            free();
            // A PostgreSQL that cannot write its log ends.
            await postgres.restart();
          },
        }),
  };

  try {
    await cluster.start('web', 'a');
    await Promise.all([cluster.start('worker', 'one'), cluster.start('web', 'b')]);
    const endsAt = Date.now() + minutes * 60_000;
    const acknowledged: Acknowledged[] = [];

    const client = async (first: number): Promise<void> => {
      for (let index = first; Date.now() < endsAt; index += clients) {
        acknowledged.push(await cluster.check(index));
      }
    };
    const disturb = async (): Promise<void> => {
      const all = Object.entries(faults);
      for (let turn = 0; Date.now() + every * 1000 < endsAt; turn += 1) {
        await wait(every * 1000);
        const [name, run] = all[turn % all.length] ?? ['', () => Promise.resolve()];
        await run();
        console.log(`${name}; ${acknowledged.length} acknowledged`);
      }
    };
    await Promise.all([disturb(), ...Array.from({ length: clients }, (_, index) => client(index))]);

    await cluster.drained();
    let wrong = 0;
    let repeated = 0;
    for (const each of acknowledged) {
      const { status, verdicts, deliveries, callbacks } = await cluster.ended(each);
      const isStored = (await cluster.stored(each))?.bytes.equals(each.selfie) ?? false;
      repeated += callbacks - 1;
      if (status !== 'COMPLETED' || verdicts !== 1 || deliveries.join() !== 'delivered' || callbacks < 1 || !isStored) {
        wrong += 1;
        console.error(each.submissionId, { status, verdicts, deliveries, callbacks, isStored });
      }
    }
    const broken = await cluster.brokenChains();
    console.log(
      `${acknowledged.length} acknowledged, ${wrong} wrong, ${repeated} callbacks sent again after the worker was cut off ` +
        `${cutOff} times, ${broken.length} broken chains`,
    );
    return wrong === 0 && repeated <= SLOTS * cutOff && broken.length === 0;
  } finally {
    await cluster.close();
    await store.close();
    await postgres.stop();
  }
};

const disk = process.env['LIFESIGN_SOAK_DISK'];
if (disk === undefined && CAN_MOUNT) {
  process.exitCode = inOwnDisk();
} else {
  if (disk === undefined) {
    console.log('No disk is filled: this system mounts none for an ordinary user.');
  }
  process.exitCode = (await soak(disk)) ? 0 : 1;
}
