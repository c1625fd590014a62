import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogger } from './logging.ts';
import { healthRoutes } from './health.ts';

const start = (checkReady: () => Promise<void>) => {
  const lines: string[] = [];
  const app = healthRoutes({
    checkReady,
    durability: null,
    logger: createLogger('info', { write: (line) => void lines.push(line) }),
  });
  const poll = async (): Promise<number> => (await app.request('/readyz')).status;
  const logged = () => lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  return { poll, logged };
};

test('the cause of not being ready is logged once, and the recovery once', async () => {
  let failure: Error | null = null;
  const { poll, logged } = start(async () => {
    if (failure !== null) {
      throw failure;
    }
  });
  expect(await poll()).toBe(200);
  expect(logged()).toEqual([]);
  failure = new Error('The engine did not start', { cause: new Error('no weights') });
  expect([await poll(), await poll(), await poll()]).toEqual([503, 503, 503]);
  expect(logged()).toEqual(['not ready']);
  failure = new Error('The engine did not start', { cause: new Error('other weights') });
  await poll();
  await poll();
  expect(logged()).toEqual(['not ready', 'not ready']);
  failure = null;
  expect([await poll(), await poll()]).toEqual([200, 200]);
  expect(logged()).toEqual(['not ready', 'not ready', 'ready again']);
});

test('polls at the same time share one check', async () => {
  let checks = 0;
  const { poll } = start(async () => {
    checks += 1;
    await setImmediate();
  });
  expect(await Promise.all([poll(), poll(), poll()])).toEqual([200, 200, 200]);
  expect(checks).toBe(1);
  await poll();
  expect(checks).toBe(2);
});
