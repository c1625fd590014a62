import { describe, expect, it } from 'vitest';
import { createRandom } from '../common/random.ts';
import { measure } from './metrics.ts';
import type { Frame } from './presentations.ts';
import { selfCheck, summariseAucs } from './self-check.ts';

const THRESHOLDS = { device: { live: 0.6, spoof: 0.2 }, gateway: { live: 0.7, doubted: 0.8 } };
const random = createRandom(11);

/** Scores that separate the classes without an error, in bursts with times. */
const frames: readonly Frame[] = Array.from({ length: 600 }, (_value, index) => {
  const isLive = index % 3 === 0;
  const score = (isLive ? 0.6 : 0.1) + 0.3 * random();
  return {
    path: String(index),
    source: `s${index % 5}`,
    session: `b${index % 20}`,
    person: null,
    isLive,
    attack: isLive ? null : 'print',
    time: index % 7 === 0 ? null : index / 100,
    score,
    luma: 0.4,
    skin: 20,
    sample: {
      center: { x: 100, y: 100 },
      scale: 50,
      frame: { width: 640, height: 480 },
      thumbnail: Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256)),
    },
  };
});

describe('selfCheck', () => {
  it('finds chance level with shuffled labels, by frames and by windows', () => {
    expect(measure(frames, 0.5).auc).toBe(1);
    const { rounds, frame, window } = selfCheck(frames, THRESHOLDS);
    expect(rounds).toBe(20);
    for (const shuffled of [frame, window]) {
      expect(shuffled?.isChance).toBe(true);
      expect(shuffled?.mean).toBeGreaterThan(0.47);
      expect(shuffled?.mean).toBeLessThan(0.53);
      expect(shuffled?.low).toBeLessThan(0.5);
      expect(shuffled?.high).toBeGreaterThan(0.5);
    }
  });

  it('is reproducible, and differs with another seed', () => {
    expect(selfCheck(frames, THRESHOLDS)).toEqual(selfCheck(frames, THRESHOLDS, 1));
    expect(selfCheck(frames, THRESHOLDS, 2).frame?.mean).not.toBe(selfCheck(frames, THRESHOLDS, 1).frame?.mean);
  });

  it('is null with one class', () => {
    expect(
      selfCheck(
        frames.filter(({ isLive }) => isLive),
        THRESHOLDS,
      ),
    ).toMatchObject({ frame: null, window: null });
  });
});

describe('summariseAucs', () => {
  it.each([
    [[0.45, 0.52, 0.5, 0.55, 0.48], true],
    [[0.5, 0.5, 0.5], true],
    [[0.61, 0.6, 0.62, 0.59], false],
    [[0.39, 0.4, 0.41, 0.4], false],
    [[1, 1, 1], false],
  ])('%j is chance: %s', (aucs, isChance) => {
    expect(summariseAucs(aucs)?.isChance).toBe(isChance);
  });
});
