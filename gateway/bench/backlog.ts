/** How fast a gateway decides checks that were confirmed while no process did jobs. */
import type { Config } from '../src/config.ts';
import type { DatabaseLocation } from '../src/database/database.ts';
import { createEngine } from '../src/engine/engine.ts';
import { createGateway } from '../src/gateway.ts';
import { createLogger } from '../src/http/logging.ts';
import { readModelManifest } from '../src/model-manifest.ts';
import { MASTER_KEY, until } from '../test/support/harness.ts';
import { inParallel, type Pictures, prepareCheck } from './load.ts';

export interface Drained {
  readonly checksPerSecond: number;
  readonly cpuMsPerCheck: number;
}

export interface BacklogOptions {
  readonly config: Config;
  readonly database: DatabaseLocation;
  readonly pictures: Pictures;
  readonly checks: number;
  readonly sandbox: boolean;
}

/** In this process: while the backlog is decided there are no clients whose load would count. */
export const drainBacklog = async ({
  config,
  database,
  pictures,
  checks,
  sandbox,
}: BacklogOptions): Promise<Drained> => {
  const engine = createEngine();
  await engine.ready();
  const gateway = await createGateway({
    config,
    database,
    masterKeys: [MASTER_KEY],
    engine,
    logger: createLogger('error'),
    models: readModelManifest(),
    publicUrl: 'https://gateway.example.com',
  });
  try {
    const ids = new Set<string>();
    await inParallel(Array.from({ length: checks }), 4, async () => {
      const { submissionId, confirm } = await prepareCheck(gateway, pictures, sandbox);
      const { status } = await confirm();
      if (status !== 200) {
        throw new Error(`confirm answered ${status}`);
      }
      ids.add(submissionId);
    });
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    await gateway.startWork();
    await until(
      async () => {
        const { left } = await gateway.db
          .selectFrom('submission')
          .select((eb) => eb.fn.countAll().as('left'))
          .where('id', 'in', [...ids])
          .where('completed_at', 'is', null)
          .executeTakeFirstOrThrow();
        return Number(left);
      },
      (left) => left === 0,
      3_600_000,
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { checksPerSecond: checks / seconds, cpuMsPerCheck: (user + system) / 1000 / checks };
  } finally {
    await gateway.close(5000);
  }
};
