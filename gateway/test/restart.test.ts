/** Acknowledged work survives the process: kill -9 during processing, and an orderly stop. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finished, launch, submit, until } from './support/harness.ts';
import { type CallbackServer, type GatewayProcess, startCallbackServer, startProcess } from './support/processes.ts';
import { fillDataFolder } from './support/shared-databases.ts';

let dataDir: string;
let callbacks: CallbackServer;
const processes: GatewayProcess[] = [];

const start = async (engineDelayMs: number): Promise<GatewayProcess> => {
  const started = await startProcess({
    DATA_DIR: dataDir,
    CALLBACK_URL: callbacks.url,
    ENGINE_DELAY_MS: String(engineDelayMs),
  });
  processes.push(started);
  return started;
};

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lifesign-gateway-'));
  await fillDataFolder(dataDir);
  callbacks = await startCallbackServer();
});

afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill()));
  callbacks.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('killed while verifying and started again: verdict and callback still arrive', { timeout: 240_000 }, async () => {
  const first = await start(600_000);
  const one = await launch(first);
  const { submissionId, confirmed } = await submit(first, one);
  expect(confirmed.body.data.nextAction).toBe('STATUS');
  await until(
    () => first.lines,
    (lines) => lines.includes('verifying'),
  );
  await expect(start(0)).rejects.toThrow('is in use by another gateway');
  await first.kill();

  const second = await start(0);
  const startedAt = Date.now();
  expect(await finished(second, one, submissionId)).toMatchObject({
    status: 'COMPLETED',
    reasonCode: '',
    attemptsLeft: 0,
  });
  // Seconds: less than the minute after which a job without a heartbeat expires.
  expect(Date.now() - startedAt).toBeLessThan(30_000);
  await until(
    () => callbacks.bodies,
    (bodies) => bodies.length > 0,
  );
  expect(callbacks.bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
    { submissionId, result: 'VALID' },
  ]);
  expect(second.errors()).toContain('resuming jobs of a process that died');

  expect(await second.stop()).toBe(0);
  const third = await start(0);
  expect(await finished(third, one, submissionId)).toMatchObject({ status: 'COMPLETED' });
  expect(third.errors()).not.toContain('resuming jobs');
});
