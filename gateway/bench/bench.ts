/**
 * How many checks one gateway process decides in a second, how long a confirmed one waits for its verdict, also at half of that
 * rate, and how soon a backlog is decided.
 * `npm run bench:gateway -- [--engine] [--checks N] [--clients 1,8,32,128] [--half-load] [--backlog N] [--server] [--json FILE]`
 * On an embedded database, and on PostgreSQL: the one of DATABASE_URL, which the checks stay in, or one of its own.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { loadConfig } from '../src/config.ts';
import type { DatabaseLocation } from '../src/database/database.ts';
import { createEngine } from '../src/engine/engine.ts';
import { MOMENTS } from 'lifesign/contract';
import { renderFrame, type StreamSpec } from '../../testkit/render/stream.ts';
import {
  CLIENT_ID,
  MASTER_KEY,
  ONBOARDING,
  PASS_KEY,
  SANDBOX_CLIENT_ID,
  SANDBOX_PASS_KEY,
  sha256,
} from '../test/support/harness.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { type GatewayProcess, startMain } from '../test/support/processes.ts';
import { drainBacklog, type Drained } from './backlog.ts';
import {
  type Arrivals,
  type Figures,
  inParallel,
  measure,
  measureArrivals,
  type Pictures,
  type Waits,
} from './load.ts';

const { values } = parseArgs({
  options: {
    /** Drawn faces through the real engine, instead of the sandbox. */
    'engine': { type: 'boolean', default: false },
    'checks': { type: 'string', default: '64' },
    'clients': { type: 'string', default: '1,8,32,128' },
    /** Also clients that arrive at half of the highest rate of the rows. */
    'half-load': { type: 'boolean', default: false },
    /** Also so many checks that are confirmed before any is decided. */
    'backlog': { type: 'string', default: '0' },
    /** Without the embedded database. */
    'server': { type: 'boolean', default: false },
    'json': { type: 'string' },
  },
});
const checks = Number(values.checks);
const clients = values.clients.split(',').map(Number);
const backlog = Number(values.backlog);
if (![checks, ...clients, backlog + 1].every((count) => Number.isInteger(count) && count > 0)) {
  throw new Error(
    'Usage: npm run bench:gateway -- [--engine] [--checks N] [--clients 1,8,32,128] [--half-load] [--backlog N] [--server] [--json FILE]',
  );
}

const OPEN = { perMinute: 1_000_000, burst: 1_000_000 };
const CONFIG = {
  hostedPageUrl: 'https://verify.example.com/hosted.html',
  rateLimits: { authentication: OPEN, partner: OPEN, session: OPEN, content: OPEN },
  // All clients have one address.
  policy: { velocity: { address: { attempts: 100_000 } } },
  partners: [
    {
      clientId: CLIENT_ID,
      name: 'Engine',
      passKeySha256: [sha256(PASS_KEY)],
      onboardingPartners: [{ id: ONBOARDING.STANDALONE_LIVENESS, flows: ['STANDALONE_LIVENESS'] }],
    },
    {
      clientId: SANDBOX_CLIENT_ID,
      name: 'Sandbox',
      passKeySha256: [sha256(SANDBOX_PASS_KEY)],
      sandbox: true,
      onboardingPartners: [{ id: 'SANDBOX-SDK-COE' }],
    },
  ],
};

const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-bench-'));
const configFile = path.join(folder, 'config.json');
writeFileSync(configFile, JSON.stringify(CONFIG));

interface Bare {
  readonly checksPerSecond: number;
  readonly cpuMsPerCheck: number;
}

/** Checks by the engine alone, as many at once as it has threads: the upper bound for any gateway. */
const bareEngine = async ({ moments, ...images }: Pictures): Promise<Bare> => {
  // On a busy machine the first one waits for the nets longer than a request would.
  const engine = createEngine({ timeoutMs: 600_000 });
  const verify = () => engine.verify({ images, ...(moments === undefined ? {} : { moments }) });
  await inParallel(Array.from({ length: engine.threads }), engine.threads, verify);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await inParallel(Array.from({ length: checks }), engine.threads, verify);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  await engine.close();
  return { checksPerSecond: checks / seconds, cpuMsPerCheck: (user + system) / 1000 / checks };
};

/** Waits at half of the highest rate, and of checks that are alone. */
interface HalfLoad extends Record<Arrivals, Waits> {
  readonly perSecond: number;
  readonly alone: Waits;
}

interface Measured {
  readonly figures: readonly Figures[];
  readonly half: HalfLoad | null;
}

const atHalfLoad = async (
  gateway: GatewayProcess,
  pictures: Pictures,
  figures: readonly Figures[],
): Promise<HalfLoad> => {
  const load = { checks, sandbox: !values.engine };
  const perSecond = Math.max(...figures.map(({ checksPerSecond }) => checksPerSecond)) / 2;
  return {
    perSecond,
    alone: await measure(gateway, pictures, { ...load, clients: 1 }),
    regular: await measureArrivals(gateway, pictures, { ...load, perSecond, arrivals: 'regular' }),
    random: await measureArrivals(gateway, pictures, { ...load, perSecond, arrivals: 'random' }),
  };
};

const onDatabase = async (location: Readonly<Record<string, string>>, pictures: Pictures): Promise<Measured> => {
  const gateway = await startMain({
    ...location,
    LIFESIGN_CONFIG: configFile,
    LIFESIGN_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
  });
  try {
    const load = { checks, sandbox: !values.engine };
    // Afterwards every thread has loaded its models.
    await measure(gateway, pictures, { ...load, clients: 8, checks: 8 });
    const figures: Figures[] = [];
    for (const count of clients) {
      figures.push(await measure(gateway, pictures, { ...load, clients: count }));
    }
    return { figures, half: values['half-load'] ? await atHalfLoad(gateway, pictures, figures) : null };
  } catch (error) {
    // If the process has ended, its last output says more than the client's error.
    throw new Error([...gateway.lines.slice(-3), gateway.errors()].join('\n'), { cause: error });
  } finally {
    await gateway.stop();
  }
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;

/** `bare`: the engine by itself in this run, of which a row says its share. */
const print = (database: string, { figures, half }: Measured, bare: Bare | null): void => {
  for (const { clients: count, checksPerSecond, p50Ms, p95Ms, cpuMsPerCheck, peakMb } of figures) {
    const share = bare === null ? '' : percent(checksPerSecond, bare.checksPerSecond);
    const cpu = cpuMsPerCheck?.toFixed(0) ?? '';
    console.log(
      `| ${database} | ${count} | ${checksPerSecond.toFixed(1)} | ${share} | ${p50Ms} | ${p95Ms} | ${cpu} | ${peakMb} |`,
    );
  }
  if (half !== null) {
    const { perSecond, alone } = half;
    for (const arrivals of ['regular', 'random'] as const) {
      const { p50Ms, p95Ms } = half[arrivals];
      console.log(
        `Half load on ${database}: ${perSecond.toFixed(1)} ${arrivals} arrivals/s, p50 ${p50Ms} ms, p95 ${p95Ms} ms, ` +
          `${(p95Ms / alone.p95Ms).toFixed(1)} times the ${alone.p95Ms} ms of one alone`,
      );
    }
  }
};

const ofBacklog = async (name: string, database: DatabaseLocation, pictures: Pictures): Promise<Drained> => {
  const drained = await drainBacklog({
    config: loadConfig(configFile),
    database,
    pictures,
    checks: backlog,
    sandbox: !values.engine,
  });
  console.log(
    `Backlog of ${backlog} on ${name}: ${drained.checksPerSecond.toFixed(1)} checks/s, ${drained.cpuMsPerCheck.toFixed(0)} ms of processor time each`,
  );
  return drained;
};

const PERSON: StreamSpec = {
  name: 'bench',
  room: 1,
  sitters: [{ seed: 1, x: 320, y: 240, scale: 92 }],
  light: 1,
  frames: 90,
};

const pictureOf = async (at: number): Promise<Uint8Array> =>
  sharp(await renderFrame(PERSON, at))
    .resize(1280)
    .jpeg()
    .toBuffer();

const momentOf = async (at: number): Promise<Uint8Array> =>
  sharp(await renderFrame(PERSON, at))
    .resize(MOMENTS.side)
    .jpeg({ quality: 100 * MOMENTS.jpegQuality })
    .toBuffer();

/** Of a drawn person: all that the SDK sends where the engine decides, one picture for the sandbox. */
const drawPictures = async (): Promise<Pictures> => {
  const SELFIE = await pictureOf(10);
  return values.engine
    ? { SELFIE, ADDITIONAL_SELFIE: await pictureOf(34), moments: await Promise.all([4, 16, 30].map(momentOf)) }
    : { SELFIE };
};

const main = async (): Promise<void> => {
  const pictures = await drawPictures();
  const machine = { cores: availableParallelism(), node: process.version, loadBefore: loadavg()[0] ?? null };
  const decidedBy = values.engine ? 'engine' : 'sandbox';
  console.log(`${machine.cores} cores, Node ${machine.node}, load ${machine.loadBefore?.toFixed(1)}, ${checks} checks`);
  const bare = values.engine ? await bareEngine(pictures) : null;
  if (bare !== null) {
    console.log(
      `The engine by itself: ${bare.checksPerSecond.toFixed(1)} checks/s, ${bare.cpuMsPerCheck.toFixed(0)} ms of processor time each`,
    );
  }
  console.log(
    `\n| Decided by ${decidedBy}, on | Clients | Checks/s | Of the bare engine | p50 ms | p95 ms | CPU ms a check | Memory MB |`,
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const embedded = values.server ? null : await onDatabase({ DATA_DIR: path.join(folder, 'data') }, pictures);
  if (embedded !== null) {
    print('PGlite', embedded, bare);
  }
  const embeddedBacklog =
    backlog === 0 || values.server
      ? null
      : await ofBacklog('PGlite', { kind: 'folder', path: path.join(folder, 'backlog') }, pictures);
  const given = process.env['DATABASE_URL'];
  const own = given === undefined ? await startPostgres() : null;
  const url = given ?? own?.url;
  let server: Measured | null = null;
  let serverBacklog: Drained | null = null;
  try {
    if (url !== undefined) {
      server = await onDatabase({ DATABASE_URL: url }, pictures);
      print('PostgreSQL', server, bare);
      serverBacklog = backlog === 0 ? null : await ofBacklog('PostgreSQL', { kind: 'server', url }, pictures);
    }
  } finally {
    await own?.stop();
  }
  if (values.json !== undefined) {
    const report = {
      machine,
      checks,
      decidedBy,
      bareEngine: bare,
      pglite: embedded && { ...embedded, backlog: embeddedBacklog },
      postgres: server && { ...server, backlog: serverBacklog },
    };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
};

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
