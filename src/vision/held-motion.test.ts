import { describe, expect, test } from 'vitest';
import { DRAWN_FACE, drawThumbnail, type DrawnMoment } from '../../testkit/draw-thumbnail.ts';
import { HELD, measureHeldMotion, measureStep, type Scene, type Step } from './held-motion.ts';

const GAP_MS = 125;

/** A second and a half of scenes; `path` in pixels of a 640 x 480 frame, the face being 80 from eyes to mouth. */
const film = (moment: (seconds: number) => DrawnMoment): Scene[] =>
  Array.from({ length: 12 }, (_, frame) => {
    const at = frame * GAP_MS;
    const drawn = moment(at / 1000);
    const { x = 0, y = 0 } = drawn.face ?? {};
    const center = { x: DRAWN_FACE.center.x + x, y: DRAWN_FACE.center.y + y };
    return { ...DRAWN_FACE, at, center, thumbnail: drawThumbnail({ noise: 3, frame, ...drawn }) };
  });

const stepsOf = (scenes: readonly Scene[]): Step[] =>
  scenes.slice(1).flatMap((now, index) => {
    const before = scenes[index];
    return (before === undefined ? null : measureStep(before, now)) ?? [];
  });

const measured = (moment: (seconds: number) => DrawnMoment) => measureHeldMotion(stepsOf(film(moment)));

/** Back and forth, pixels. */
const sway = (seconds: number, reach: number, pace: number) => ({
  x: reach * Math.sin(pace * seconds),
  y: (reach / 2) * Math.cos(pace * seconds),
});

/** A face that moves fast, together with its surroundings. */
const follow = (steps: number): Step[] => Array.from({ length: steps }, () => ({ speed: 2, follow: 15, stay: 0 }));

describe('held motion', () => {
  test('a head that moves before its room is not held', () => {
    const { held, together, faceSpeed } = measured((seconds) => ({ face: sway(seconds, 40, 5) }));
    expect(faceSpeed).toBeGreaterThan(HELD.fast);
    expect(together).toBeLessThan(0.1);
    expect(held).toBe(0);
  });

  test('a picture that is moved moves its surroundings too', () => {
    const { held, together } = measured((seconds) => {
      const place = sway(seconds, 40, 5);
      return { face: place, room: place };
    });
    expect(together).toBeGreaterThan(0.85);
    expect(held).toBe(1);
  });

  test('the tremor of a hand that holds the camera does not count', () => {
    const { held, faceSpeed } = measured((seconds) => {
      const place = sway(seconds, 3, 9);
      return { face: place, room: place };
    });
    expect(faceSpeed).toBeLessThan(HELD.slow);
    expect(held).toBe(0);
  });

  test('a head before a background that moves by itself, as in a car, is not held', () => {
    const { held } = measured((seconds) => ({ face: sway(seconds, 20, 4), room: sway(seconds + 0.8, 40, 5) }));
    expect(held).toBe(0);
  });

  test('a person who sits still is not held, whatever the noise', () => {
    for (const noise of [0, 3, 12]) {
      expect(measured(() => ({ noise }))).toMatchObject({ held: 0 });
    }
  });

  test('a lamp switched on is not movement', () => {
    const { held } = measured((seconds) => ({ face: sway(seconds, 40, 5), light: () => (seconds < 0.7 ? 0.7 : 1) }));
    expect(held).toBe(0);
  });

  test('surroundings that are still half of the time move together half of the time', () => {
    const { together } = measured((seconds) => {
      const place = sway(seconds, 40, 5);
      return { face: place, room: seconds < 0.75 ? place : sway(0.75, 40, 5) };
    });
    expect(together).toBeGreaterThan(0.3);
    expect(together).toBeLessThan(0.8);
  });

  test('without anything to compare the result is 0', () => {
    expect(measured((seconds) => ({ face: sway(seconds, 40, 5), isPlain: true })).held).toBe(0);
    expect(measureHeldMotion([])).toEqual({ together: 0, faceSpeed: 0, held: 0 });
  });

  test('a few samples do not decide', () => {
    expect(measureHeldMotion(follow(2)).held).toBe(0);
    expect(measureHeldMotion(follow(10)).held).toBe(1);
  });
});

const scene = (at: number, room = 0): Scene => ({
  ...DRAWN_FACE,
  at,
  thumbnail: drawThumbnail({ face: { x: room, y: 0 }, room: { x: room, y: 0 } }),
});

const narrow = (at: number, x: number): Scene => ({
  ...scene(at, x),
  center: { x: 160, y: 240 },
  scale: 60,
  frame: { width: 320, height: 480 },
});

describe('measureStep', () => {
  test('measures movement in units of the face’s scale', () => {
    const step = measureStep(scene(0), scene(200, 40));
    // Half a unit in a fifth of a second.
    expect(step?.speed).toBeCloseTo(2.5, 1);
  });

  test.each([HELD.minGapMs - 1, HELD.maxGapMs + 1, -100])('is not taken across %d ms', (gap) => {
    expect(measureStep(scene(1000), scene(1000 + gap, 10))).toBeNull();
  });

  test('is not taken across a change of the frame size', () => {
    expect(measureStep(scene(0), { ...scene(200), frame: { width: 480, height: 640 } })).toBeNull();
  });

  test('places the face in a frame of any aspect ratio', () => {
    // The same samples, read from a frame half as wide: what is 10 pixels across there is 5 here.
    const step = measureStep(narrow(0, 0), narrow(200, 24));
    expect(step?.speed).toBeCloseTo(12 / 60 / 0.2, 1);
  });

  test('a face of size 0 gives no step', () => {
    expect(measureStep({ ...scene(0), scale: 0 }, scene(200, 10))).toBeNull();
  });
});
