/**
 * Launches over two web processes and a worker on one PostgreSQL, while one process after the other is killed and replaced:
 * `npm run soak -- [--minutes 10] [--clients 4] [--every 20]`. Exits with 1 when an acknowledged check is missing, was decided twice
 * or called back too often, or an audit chain does not verify. On the empty database of DATABASE_URL, or a server of its own.
 */
import { parseArgs } from 'node:util';
import { type Acknowledged, startCluster } from '../test/support/cluster.ts';
import { startPostgres } from '../test/support/postgres.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '4' },
    /** Seconds between two kills; a worker's jobs are taken over within 20. */
    every: { type: 'string', default: '20' },
  },
});
const [minutes, clients, every] = [values.minutes, values.clients, values.every].map(Number) as [
  number,
  number,
  number,
];
if (![minutes, clients, every].every((count) => count > 0)) {
  throw new Error('Usage: npm run soak -- [--minutes 10] [--clients 4] [--every 20]');
}

const given = process.env['DATABASE_URL'];
const own = given === undefined ? await startPostgres() : null;
const url = given ?? own?.url;
if (url === undefined) {
  throw new Error('PostgreSQL could not be started here: name an empty database in DATABASE_URL');
}
const cluster = await startCluster(url, { ENGINE_DELAY_MS: '200' });

const NODES = [
  ['web', 'a'],
  ['worker', 'one'],
  ['web', 'b'],
] as const;

try {
  for (const [kind, name] of NODES) {
    await cluster.start(kind, name);
  }
  const endsAt = Date.now() + minutes * 60_000;
  const acknowledged: Acknowledged[] = [];
  let workersKilled = 0;

  const client = async (first: number): Promise<void> => {
    for (let index = first; Date.now() < endsAt; index += clients) {
      acknowledged.push(await cluster.check(index));
    }
  };

  const killer = async (): Promise<void> => {
    for (let turn = 0; Date.now() + every * 1000 < endsAt; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, every * 1000));
      const [kind, name] = NODES[turn % NODES.length] ?? NODES[0];
      await cluster.kill(kind, name);
      workersKilled += Number(kind === 'worker');
      await cluster.start(kind, name);
      console.log(`${kind} ${name} killed and replaced; ${acknowledged.length} acknowledged`);
    }
  };

  await Promise.all([killer(), ...Array.from({ length: clients }, (_, index) => client(index))]);
  let wrong = 0;
  let repeated = 0;
  for (const each of acknowledged) {
    const { status, verdicts, deliveries, callbacks } = await cluster.ended(each);
    repeated += callbacks - 1;
    if (status !== 'COMPLETED' || verdicts !== 1 || deliveries.join() !== 'delivered' || callbacks < 1) {
      wrong += 1;
      console.error(each.submissionId, { status, verdicts, deliveries, callbacks });
    }
  }
  const broken = await cluster.brokenChains();
  console.log(
    `${acknowledged.length} acknowledged, ${wrong} wrong, ${repeated} callbacks sent again after ${workersKilled} workers were killed, ` +
      `${broken.length} broken chains`,
  );
  // A killed worker may not have recorded the partners' answers to as many callbacks as it has slots.
  process.exitCode = wrong > 0 || repeated > 8 * workersKilled || broken.length > 0 ? 1 : 0;
} finally {
  await cluster.close();
  await own?.stop();
}
