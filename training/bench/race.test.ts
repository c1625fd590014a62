import { expect, it } from 'vitest';
import { race, spreadOf, type Contender } from './race.ts';

it('orders times by size, not by their digits', () => {
  const times = Array.from({ length: 100 }, (_value, index) => 100 - index);
  expect(spreadOf(times)).toEqual({ p10: 11, median: 51, p90: 91 });
  expect(spreadOf([9, 10])).toEqual({ p10: 9, median: 10, p90: 10 });
});

it('runs the contenders in turn, and times decisions and crops separately', async () => {
  const order: string[] = [];
  const contender = (name: string, ms: number): Contender => ({
    name,
    decide: async () => {
      order.push(name);
      await new Promise((resolve) => setTimeout(resolve, ms));
      return ms / 100;
    },
    crop: () => undefined,
  });
  let cpu = 0;
  const results = await race([contender('quick', 5), contender('slow', 50)], { rounds: 3, cpuClock: () => (cpu += 7) });
  expect(order.slice(-6)).toEqual(['quick', 'slow', 'quick', 'slow', 'quick', 'slow']);
  expect(results).toMatchObject([
    { name: 'quick', score: 0.05, cpu: 7 },
    { name: 'slow', score: 0.5, cpu: 7 },
  ]);
  const [quick, slow] = results;
  expect(slow?.decision.median).toBeGreaterThan(quick?.decision.median ?? Number.NaN);
  expect(slow?.crops.median).toBeLessThan(40);
});

it('reports null where there is no processor clock', async () => {
  const contender: Contender = { name: 'only', decide: () => Promise.resolve(1), crop: () => undefined };
  expect(await race([contender], { rounds: 1 })).toMatchObject([{ cpu: null }]);
});
