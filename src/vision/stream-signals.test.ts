import { describe, expect, test } from 'vitest';
import { drawThumbnail, type DrawnMoment } from '../../testkit/draw-thumbnail.ts';
import { measureStream, NO_DRIFT, streamFrame, type StreamFrame, type StreamSignals } from './stream-signals.ts';
import { EVIDENCE } from './window-verdict.ts';

const FRAMES = 45;
const FRAME_MS = 1000 / 30;

const signalsOf = (thumbnails: readonly Uint8Array[], interval = FRAME_MS): StreamSignals => {
  const frames: StreamFrame[] = [];
  for (const [index, thumbnail] of thumbnails.entries()) {
    frames.push(streamFrame(index * interval, thumbnail, thumbnails[index - 1] ?? null, frames));
  }
  return measureStream(frames);
};

const film = (moment: (frame: number) => DrawnMoment, count = FRAMES): Uint8Array[] =>
  Array.from({ length: count }, (_, frame) => drawThumbnail({ frame, ...moment(frame) }));

/** A person who holds still: breath and pulse move the head by a pixel or two. */
const sitting = (frame: number): DrawnMoment => ({
  face: { x: 2.5 * Math.sin(frame / 11), y: 2 * Math.sin(frame / 17 + 1) },
});

/** Asserts that the signals do not lower the score, as for every drawing and clip of a living person. */
const costsNothing = ({ frozenShare, loopShare, drift }: StreamSignals): void => {
  expect(frozenShare).toBeLessThan(EVIDENCE.frozen.from);
  expect(loopShare).toBeLessThan(EVIDENCE.loop.from);
  expect(drift).toBeGreaterThan(EVIDENCE.still.from);
};

const light = (frame: number) => (row: number) => 1 + 0.08 * Math.sin(frame * 2.1 + row / 4);

const walk = (frame: number): DrawnMoment => ({ face: { x: 30 * Math.sin(frame / 7), y: frame } });

describe('a living person', () => {
  test.each([
    ['who sits still, without noise', 0],
    ['who sits still, by a usual sensor', 4],
    ['who sits still in bad light', 10],
  ])('%s', (_, noise) => {
    costsNothing(signalsOf(film((frame) => ({ ...sitting(frame), noise }))));
  });

  test('under a lamp whose flicker runs through the rows', () => {
    costsNothing(signalsOf(film((frame) => ({ ...sitting(frame), noise: 4, light: light(frame) }))));
  });

  test('nodding repeatedly', () => {
    costsNothing(signalsOf(film((frame) => ({ face: { x: 0, y: 25 * Math.sin(frame / 3) }, noise: 4 }))));
  });

  test('with a driver that sends each frame twice in the dark', () => {
    const once = film((frame) => ({ ...sitting(frame), noise: 6 }), 23);
    const signals = signalsOf(once.flatMap((frame) => [frame, frame]));
    expect(signals.frozenShare).toBeCloseTo(0.5, 1);
    costsNothing(signals);
  });

  test('on a slow device, where movement cannot be distinguished from noise, has no drift signal', () => {
    const signals = signalsOf(
      film((frame) => ({ face: { x: 20 * Math.sin(frame * 2), y: 0 } }), 15),
      100,
    );
    expect(signals).toMatchObject({ returnShare: 0, drift: NO_DRIFT });
  });
});

describe('a stream that no camera sends', () => {
  test('one picture', () => {
    expect(signalsOf(film(() => ({ noise: 3, frame: 0 })))).toMatchObject({ frozenShare: 1, frameChange: 0 });
  });

  test.each([1, 3, 8])('one picture under noise of %d grey levels does not drift', (noise) => {
    const { drift, frozenShare } = signalsOf(film(() => ({ noise })));
    expect(frozenShare).toBe(0);
    expect(drift).toBeLessThan(EVIDENCE.still.to + 0.05);
  });

  test.each([
    ['a loop of half a second', (frame: number) => frame % 15],
    ['a loop of 0.8 s', (frame: number) => frame % 24],
    ['back and forth', (frame: number) => 11 - Math.abs((frame % 22) - 11)],
  ])('%s', (_, order) => {
    const looped = film((frame) => ({ ...walk(order(frame)), noise: 3, frame: order(frame) }));
    expect(signalsOf(looped).loopShare).toBeGreaterThan(EVIDENCE.loop.to);
    const noisy = signalsOf(film((frame) => ({ ...walk(order(frame)), noise: 3 })));
    expect(noisy.loopShare).toBe(0);
    expect(noisy.returnShare).toBeGreaterThan(0.2);
    expect(signalsOf(film((frame) => ({ ...walk(frame), noise: 3 })))).toMatchObject({ loopShare: 0, returnShare: 0 });
  });
});

describe('the clock', () => {
  test('is measured', () => {
    const even = signalsOf(film(() => ({ noise: 3 })));
    expect(even.intervalMs).toBeCloseTo(FRAME_MS, 6);
    expect(even.intervalJitter).toBeCloseTo(0, 6);
  });

  test('jitters where frames come unevenly', () => {
    const frames: StreamFrame[] = [];
    for (const [index, thumbnail] of film(() => ({ noise: 3 })).entries()) {
      frames.push(streamFrame(index * 33 + (index % 2) * 20, thumbnail, null, frames));
    }
    expect(measureStream(frames).intervalJitter).toBeGreaterThan(0.3);
  });
});

test('no frames and one frame give finite numbers and no evidence', () => {
  expect(Object.values(signalsOf([])).every(Number.isFinite)).toBe(true);
  expect(signalsOf(film(() => ({}), 1))).toMatchObject({
    frozenShare: 0,
    loopShare: 0,
    drift: NO_DRIFT,
    intervalMs: 0,
  });
});
