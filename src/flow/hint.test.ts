import { describe, expect, test } from 'vitest';
import type { Hint, HintTracker } from './hint.ts';
import { nextHint, trackHint } from './hint.ts';
import { POLICY } from './policy.ts';

const { minShownMs, settleMs, oppositeSettleMs } = POLICY.hint;

/** Feeds one wanted hint every 40 ms; returns the shown hints with the times of the changes. */
const feed = (wishes: readonly Hint[], start: HintTracker = trackHint('no-face', 0)) => {
  const changes: (readonly [Hint, number])[] = [];
  let tracker = start;
  wishes.forEach((wish, index) => {
    const at = index * 40;
    const next = nextHint(tracker, wish, at);
    if (next.shown !== tracker.shown) {
      changes.push([next.shown, at]);
    }
    tracker = next;
  });
  return { changes, tracker };
};

const repeat = (hint: Hint, ms: number): Hint[] => Array.from({ length: Math.ceil(ms / 40) }, () => hint);

describe('the hint', () => {
  test('a lasting issue is shown once the previous hint was shown long enough', () => {
    const { changes } = feed(repeat('too-far', 2000));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.[0]).toBe('too-far');
    expect(changes[0]?.[1]).toBeGreaterThanOrEqual(minShownMs);
    expect(changes[0]?.[1]).toBeLessThan(minShownMs + 80);
  });

  test('a short issue is not shown', () => {
    const wishes = Array.from({ length: 100 }, (_, index): Hint => (index % 3 === 0 ? 'blurred' : 'no-face'));
    expect(feed(wishes).changes).toEqual([]);
  });

  test('issues that alternate every frame change nothing', () => {
    const wishes = Array.from({ length: 200 }, (_, index): Hint => (index % 2 === 0 ? 'too-far' : 'too-close'));
    expect(feed(wishes).changes).toEqual([]);
  });

  test('however the issues change, two changes are never closer than the shortest time shown', () => {
    const order: readonly Hint[] = ['too-far', 'move-left', 'blurred', 'too-dark', 'hold', 'look-straight'];
    const wishes = Array.from({ length: 60 }, (_, index) => repeat(order[index % order.length] ?? 'hold', 300)).flat();
    const { changes } = feed(wishes);
    expect(changes.length).toBeGreaterThan(5);
    for (const [index, [, at]] of changes.entries()) {
      expect(at - (changes[index - 1]?.[1] ?? -Infinity)).toBeGreaterThanOrEqual(minShownMs);
    }
  });

  test.each([
    ['move-left', 'move-right'],
    ['move-up', 'move-down'],
    ['too-far', 'too-close'],
    ['too-dark', 'too-bright'],
  ] as const)('%s changes to %s only after a longer time', (shown, opposite) => {
    const long = trackHint(shown, -10_000);
    const short = nextHint(nextHint(long, opposite, 0), opposite, settleMs);
    expect(short.shown).toBe(shown);
    expect(nextHint(short, opposite, oppositeSettleMs).shown).toBe(opposite);
    const other = nextHint(nextHint(long, 'blurred', 0), 'blurred', settleMs);
    expect(other.shown).toBe('blurred');
  });
});
