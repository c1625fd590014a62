import { expect, it } from 'vitest';
import { SHIPPED_NET } from '../common/places.ts';
import { bench } from './bench.ts';
import type { Result } from './race.ts';
import { compare, toTable } from './report.ts';

it('times the shipped net and its peer in Node and in a worker of Chromium, with equal scores in both', async () => {
  const rounds = 2;
  const report = await bench(SHIPPED_NET, rounds);
  const { node, chromium } = report;
  for (const { lifesign, peer, ratio } of [node, chromium]) {
    for (const { decision, crops } of [lifesign, peer]) {
      expect(crops.median).toBeGreaterThan(0);
      expect(decision.p10).toBeGreaterThan(crops.p10);
      expect(decision.p90).toBeGreaterThanOrEqual(decision.median);
    }
    expect(ratio).toBeCloseTo(peer.decision.median / lifesign.decision.median, 9);
  }
  expect(node.lifesign.cpu).toBeGreaterThan(0);
  expect(chromium.lifesign.cpu).toBeNull();
  expect(Math.abs(chromium.lifesign.score - node.lifesign.score)).toBeLessThan(0.001);
  expect(Math.abs(chromium.peer.score - node.peer.score)).toBeLessThan(0.001);
  expect(chromium.longestTaskMs).toBeGreaterThanOrEqual(0);
  expect(report).toMatchObject({ rounds, frame: { width: 640, height: 480 } });

  const table = toTable(report);
  expect(table).toContain(`Chromium ${chromium.version}, worker: lifesign`);
  expect(table).toContain(`${node.ratio.toFixed(2)} x`);
}, 300_000);

const result = (median: number): Result => ({
  name: '',
  decision: { p10: 0, median, p90: 0 },
  crops: { p10: 0, median: 0, p90: 0 },
  cpu: null,
  score: 0.5,
});

it.each([
  { ours: 10, peer: 15, within: true },
  { ours: 10.1, peer: 30, within: false },
  { ours: 6, peer: 8.9, within: false },
])('finds $ours ms beside $peer ms within the limits: $within', ({ ours, peer, within }) => {
  expect(compare('', [result(ours), result(peer)]).isWithinLimits).toBe(within);
});
