import { describe, expect, test } from 'vitest';
import { createAnalyser, type Analyser } from './analyse.ts';
import type { DetectedFace, FrameAnalysis, Pixels } from './types.ts';

const WIDTH = 320;
const HEIGHT = 240;

interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly scale?: number;
}

const faceAt = ({ x = 160, y = 115, scale = 45 }: Place = {}): DetectedFace => ({
  box: { x: x - scale, y: y - scale, width: 2 * scale, height: 2 * scale },
  confidence: 0.9,
  rightEye: { x: x - scale / 2, y: y - scale / 2 },
  leftEye: { x: x + scale / 2, y: y - scale / 2 },
  nose: { x, y: y + 0.04 * scale },
  mouth: { x, y: y + scale / 2 },
});

/** Texture fine enough to be sharp at any size, and light that moves over it. */
const pixelsOf = (index: number): Pixels => {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 3);
  for (let place = 0; place < data.length; place += 1) {
    const pixel = Math.floor(place / 3);
    const light = 10 * Math.sin(index / 12 + (pixel % WIDTH) / 60);
    data[place] = 90 + ((Math.imul(pixel + 1, 2_654_435_761) >>> 9) % 90) + light;
  }
  return { data, width: WIDTH, height: HEIGHT, channels: 3 };
};

interface Rig {
  readonly analyser: Analyser;
  readonly scored: () => number;
  readonly next: (faces: readonly DetectedFace[]) => Promise<FrameAnalysis>;
}

const rig = (liveness = 0.9): Rig => {
  let faces: readonly DetectedFace[] = [];
  let frame = 0;
  let scored = 0;
  const analyser = createAnalyser({
    detector: { detect: () => faces, dispose: () => {} },
    net: {
      score: () => {
        scored += 1;
        return Promise.resolve(liveness);
      },
    },
    thresholds: { live: 0.6, spoof: 0.3 },
  });
  return {
    analyser,
    scored: () => scored,
    next: (now) => {
      faces = now;
      frame += 1;
      return analyser.analyse(pixelsOf(frame), frame * 33);
    },
  };
};

test('a frame without a face has the issue no-face and no measurements', async () => {
  const analysis = await rig().next([]);
  expect(analysis).toMatchObject({ faceCount: 0, face: null, quality: null, liveness: null, issues: ['no-face'] });
});

test('a good frame is scored and described in shares of the frame', async () => {
  const analysis = await rig().next([faceAt()]);
  expect(analysis).toMatchObject({ faceCount: 1, issues: [], liveness: 0.9, width: WIDTH, height: HEIGHT, at: 33 });
  expect(analysis.face?.center).toEqual({ x: 0.5, y: 115 / HEIGHT });
  expect(analysis.face?.box.width).toBeGreaterThan(0.15);
  expect(analysis.costMs).toBeGreaterThan(0);
});

test('a frame with an issue is not scored', async () => {
  const { next, scored } = rig();
  const analysis = await next([faceAt({ scale: 10 })]);
  expect(analysis.issues).toContain('too-far');
  expect(analysis.liveness).toBeNull();
  expect(scored()).toBe(0);
});

describe('several faces', () => {
  test.each([
    ['a second face as near', [faceAt({ x: 100, scale: 30 }), faceAt({ x: 230, scale: 28 })], 2],
    ['a small face far behind', [faceAt({ x: 110 }), faceAt({ x: 290, y: 60, scale: 14 })], 1],
    ['a face half as large', [faceAt({ x: 110 }), faceAt({ x: 270, scale: 23 })], 2],
    ['the same face seen twice', [faceAt(), faceAt({ x: 165, scale: 40 })], 1],
  ])('%s', async (_, faces, count) => {
    const analysis = await rig().next(faces);
    expect(analysis.faceCount).toBe(count);
    expect(analysis.issues.includes('several-faces')).toBe(count > 1);
  });

  test('the large face near the middle is scored', async () => {
    const analysis = await rig().next([faceAt({ x: 290, y: 60, scale: 20 }), faceAt()]);
    expect(analysis.face?.center.x).toBe(0.5);
  });
});

test('a second of good frames gives a verdict; a lost face or a reset clears it', async () => {
  const { analyser, next } = rig();
  for (let frame = 0; frame < 30; frame += 1) {
    expect((await next([faceAt({ x: 160 + frame / 10 })])).window).toBeNull();
  }
  let analysis = await next([faceAt()]);
  for (let frame = 0; frame < 4; frame += 1) {
    analysis = await next([faceAt()]);
  }
  expect(analysis.window).toMatchObject({ verdict: 'live', frames: 35 });
  expect(analyser.since).toBe(33);
  expect((await next([])).window).toBeNull();
  analyser.reset();
  expect(analyser.verdict()).toBeNull();
  expect(analyser.since).toBeNull();
});

test('a low score in every frame is an attack', async () => {
  const { analyser, next } = rig(0.05);
  for (let frame = 0; frame < 40; frame += 1) {
    await next([faceAt()]);
  }
  expect(analyser.verdict()?.verdict).toBe('spoof');
});

test('a face that moves fast has the issue of movement', async () => {
  const { next } = rig();
  const seen: string[] = [];
  for (let frame = 0; frame < 8; frame += 1) {
    seen.push(...(await next([faceAt({ x: 90 + frame * 20 })])).issues);
  }
  expect(seen).toContain('hold-still');
});

/** Just too small: `faceAt` puts 1.07 times its scale between eyes and mouth, and 26 pixels count. */
const JUST_TOO_FAR = 24;

/** Half a pixel to either side of the limit. */
const jitter = (frame: number): DetectedFace => faceAt({ scale: 24.3 - 0.5 * Math.cos(2.4 * frame) });

test('a face at the limit of size does not flip between too far and good', async () => {
  const { next } = rig();
  const isFar: boolean[] = [];
  for (let frame = 0; frame < 60; frame += 1) {
    isFar.push((await next([jitter(frame)])).issues.includes('too-far'));
  }
  const firstGood = isFar.indexOf(false);
  expect(firstGood).toBeGreaterThan(0);
  expect(isFar.slice(firstGood)).not.toContain(true);
});

test.each([
  ['a face that was lost', async ({ next }: Rig) => next([])],
  ['a new attempt', ({ analyser }: Rig) => Promise.resolve(analyser.reset())],
])('%s must reach the limit of size again', async (_, forget) => {
  const world = rig();
  const just = [faceAt({ scale: JUST_TOO_FAR })];
  expect((await world.next(just)).issues).toContain('too-far');
  await world.next([faceAt()]);
  expect((await world.next(just)).issues).not.toContain('too-far');
  await forget(world);
  expect((await world.next(just)).issues).toContain('too-far');
});

test('a slow sway raises no issue, and its best frames are those at which it pauses', async () => {
  const { next } = rig();
  const frames: { speed: number; overall: number }[] = [];
  for (let frame = 0; frame < 90; frame += 1) {
    // Back and forth by two units of the face's scale in 1.5 s.
    const phase = (frame * 33 * Math.PI * 2) / 1500;
    const { issues, quality } = await next([faceAt({ x: 160 + 45 * Math.sin(phase) })]);
    expect(issues).toEqual([]);
    frames.push({ speed: Math.abs(Math.cos(phase)), overall: quality?.overall ?? 0 });
  }
  const [best] = frames.slice(45).toSorted((one, other) => other.overall - one.overall);
  expect(best?.speed).toBeLessThan(0.5);
});

test.each([Number.NaN, -0.1, 1.1, Number.POSITIVE_INFINITY])(
  'a score of %f fails instead of being judged',
  async (score) => {
    await expect(rig(score).next([faceAt()])).rejects.toMatchObject({ code: 'engine-failed' });
  },
);
