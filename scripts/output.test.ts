import { expect, test } from 'vitest';
import { pool, runHeld } from './output.ts';

test('the output of a command is buffered until it ends, with its exit code', async () => {
  const script = "console.log('out'); console.error(process.env.WORD); process.exitCode = 3;";
  const { exitCode, output } = await runHeld(process.execPath, ['--eval', script], { WORD: 'err' });
  expect(exitCode).toBe(3);
  expect(output.trim().split('\n').toSorted()).toEqual(['err', 'out']);
  expect(await runHeld('/no/such/program', [])).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('ENOENT'),
  });
});

test('limits concurrency, and keeps the order of the results', async () => {
  let running = 0;
  let most = 0;
  const results = await pool([30, 1, 20, 1, 1], 2, async (ms) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setTimeout(done, ms));
    running -= 1;
    return ms;
  });
  expect(results).toEqual([30, 1, 20, 1, 1]);
  expect(most).toBe(2);
});
