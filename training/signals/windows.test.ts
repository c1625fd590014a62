import { describe, expect, it } from 'vitest';
import { DRAWN_FACE, drawThumbnail } from '../../testkit/draw-thumbnail.ts';
import type { Frame } from '../evaluate/presentations.ts';
import { injectedWindows, INJECTIONS } from './injected.ts';
import { burstWindows, slidingWindows, type TimedSample } from './windows.ts';

const FPS = 30;

/** A person who sways in front of a camera with sensor noise. */
const stream = (seconds: number, start = 0): readonly TimedSample[] =>
  Array.from({ length: Math.round(seconds * FPS) }, (_, index) => {
    const face = { x: 20 * Math.sin(index / 9), y: 5 * Math.cos(index / 13) };
    const center = { x: DRAWN_FACE.center.x + face.x, y: DRAWN_FACE.center.y + face.y };
    const thumbnail = drawThumbnail({ face, noise: 3, frame: index });
    return { time: start + index / FPS, sample: { ...DRAWN_FACE, center, liveness: 0.9, thumbnail } };
  });

const frame = (time: number | null, score: number, session = 'a'): Frame => ({
  path: `${time}.jpg`,
  source: 's',
  session,
  person: null,
  isLive: true,
  attack: null,
  time,
  score,
  luma: 0.5,
  skin: 20,
  sample: { ...DRAWN_FACE, thumbnail: drawThumbnail({ noise: 3, frame: Math.round(FPS * (time ?? 0)) }) },
});

describe('burstWindows', () => {
  it('decides windows of several frames by the fusion, with the scores that came with them', () => {
    const windows = burstWindows([frame(7, 0.4), frame(7.2, 0.6), frame(9, 0.9), frame(9.1, 0.9)]);
    expect(windows).toMatchObject([
      { source: 's', isLive: true, verdict: { frames: 2, score: 0.5 } },
      { verdict: { frames: 2, score: 0.9 } },
    ]);
  });

  it('leaves out single frames and frames without a time', () => {
    expect(burstWindows([frame(0, 1), frame(0.1, 1, 'b'), frame(null, 1), frame(null, 1)])).toEqual([]);
  });
});

describe('slidingWindows', () => {
  it('begin half a second apart, and last a second and a half', () => {
    const windows = slidingWindows(stream(3.1, 100));
    expect(windows).toHaveLength(4);
    for (const { windowMs } of windows) {
      expect(windowMs).toBeGreaterThan(1400);
      expect(windowMs).toBeLessThanOrEqual(1500.001);
    }
  });

  it('use a shorter stream as a whole, and no single frame', () => {
    expect(slidingWindows(stream(0.5))).toMatchObject([{ frames: 15 }]);
    expect(slidingWindows(stream(1 / FPS))).toEqual([]);
    expect(slidingWindows([])).toEqual([]);
  });
});

describe('injected streams', () => {
  const clip = { file: 'a.mjpeg', source: 'a', isLive: true, samples: stream(3) };
  const injected = injectedWindows([clip, { ...clip, isLive: false }, { ...clip, samples: stream(0.5) }]);
  const trustIn = (name: string): readonly number[] =>
    injected.find((entry) => entry.name === name)?.windows.map(({ verdict }) => verdict.signals['trust'] ?? 1) ?? [];

  it('are made of recordings of people that are long enough, with their times', () => {
    for (const { windows } of injected) {
      expect(windows).toHaveLength(slidingWindows(clip.samples).length);
    }
    for (const { make } of INJECTIONS) {
      expect(make(clip.samples).map(({ time }) => time)).toEqual(clip.samples.map(({ time }) => time));
    }
  });

  it('have no trust with a still picture or repeated frames, and less trust when noise hides it', () => {
    expect(slidingWindows(clip.samples).map(({ signals }) => signals['trust'])).toEqual([1, 1, 1]);
    for (const name of ['one picture', 'loop of half a second', 'half a second to and fro']) {
      expect(Math.max(...trustIn(name))).toBe(0);
    }
    expect(Math.max(...trustIn('one picture under new noise'))).toBeLessThan(0.5);
  });

  it('never have more trust than their original', () => {
    for (const { name } of INJECTIONS) {
      expect(Math.max(...trustIn(name))).toBeLessThanOrEqual(1);
    }
  });
});
