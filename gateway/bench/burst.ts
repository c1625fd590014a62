/**
 * Many clients send their pictures at once: how many are refused at first, how long the slowest waits until its
 * record is stored, and the most memory that the process holds. `npm run bench:burst -- [--clients 128] [--json FILE]`
 * One gateway on an embedded database, its real engine, drawn faces; each refused client retries after Retry-After.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { renderPicture } from '../../testkit/rendered-face.ts';
import { AUDIENCE, command, example, ISSUER, SECRET, tokenOf } from '../test/support/bpm.ts';
import { MASTER_KEY } from '../test/support/harness.ts';
import { startMain } from '../test/support/processes.ts';
import { inParallel, samplePeakMb } from './load.ts';

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '128' }, json: { type: 'string' } },
});
const clients = Number(values.clients);
if (!Number.isInteger(clients) || clients < 1) {
  throw new Error('Usage: npm run bench:burst -- [--clients 128] [--json FILE]');
}

const OPEN = { perMinute: 1_000_000, burst: 1_000_000 };
const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-burst-'));
const configFile = path.join(folder, 'config.json');
writeFileSync(
  configFile,
  JSON.stringify({
    rateLimits: { authentication: OPEN, partner: OPEN, session: OPEN, content: OPEN },
    // All clients have one address.
    policy: { velocity: { address: { attempts: 100_000 } } },
    bpm: { issuer: ISSUER, audience: AUDIENCE, secret: SECRET, evidence: 'optional' },
    partners: [
      {
        clientId: 'bench-client',
        name: 'Bench',
        passKeySha256: ['0'.repeat(64)],
        onboardingPartners: [{ id: 'BENCH-SDK' }],
      },
    ],
  }),
);

const gateway = await startMain({
  DATA_DIR: path.join(folder, 'data'),
  LIFESIGN_CONFIG: configFile,
  LIFESIGN_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
});

interface Outcome {
  /** Status of the first answer. */
  readonly first: number;
  readonly tries: number;
  readonly ms: number;
}

const prepare = async (index: number): Promise<() => Promise<Outcome>> => {
  const token = await tokenOf({ sub: String(10_000 + index) });
  const { body } = await command(gateway, 'StartLivenessSessionCommand', token);
  const drawn = await renderPicture({ width: 960, height: 1280, faces: [{ x: 480 + index, y: 640, size: 620 }] });
  const picture = (await sharp(drawn).jpeg().toBuffer()).toString('base64');
  const sent = example(String(body.data['sessionId']), picture);
  const send = () => command(gateway, 'UpdateLivenessCheckCommand', token, sent, { 'idempotency-key': String(index) });
  return async () => {
    const startedAt = performance.now();
    let answer = await send();
    const first = answer.status;
    let tries = 1;
    while (answer.status === 503) {
      await sleep(1000 * Number(answer.headers.get('retry-after')));
      answer = await send();
      tries += 1;
    }
    if (answer.status !== 200) {
      throw new Error(`The record was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return { first, tries, ms: performance.now() - startedAt };
  };
};

try {
  const [warmUp, ...crowd] = await inParallel(
    Array.from({ length: clients + 1 }).map((_, index) => index),
    2,
    prepare,
  );
  await warmUp?.();
  const peak = samplePeakMb(gateway.pid);
  const before = peak.mb();
  const outcomes = await Promise.all(crowd.map((send) => send()));
  peak.stop();
  const refused = outcomes.filter(({ first }) => first === 503).length;
  const report = {
    cores: availableParallelism(),
    load: loadavg()[0] ?? null,
    clients,
    refusedAtFirst: refused,
    mostTries: Math.max(...outcomes.map(({ tries }) => tries)),
    slowestSeconds: Math.max(...outcomes.map(({ ms }) => ms)) / 1000,
    memoryBeforeMb: before,
    memoryPeakMb: peak.mb(),
  };
  console.log(JSON.stringify(report, null, 2));
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
} finally {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
}
