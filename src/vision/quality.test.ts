import { describe, expect, test } from 'vitest';
import { assessQuality, QUALITY } from './quality.ts';
import type { FaceGeometry, Issue, Pixels } from './types.ts';

const WIDTH = 640;
const HEIGHT = 480;

interface Scene {
  readonly geometry?: Partial<FaceGeometry>;
  readonly rivals?: number;
  readonly speed?: number;
  readonly wasInRange?: boolean;
  /** Size of the picture to submit. */
  readonly picture?: { readonly width: number; readonly height: number };
  /** Reflectance of the skin, 0..1. */
  readonly skin?: number;
  /** Light on the person's right and left cheek, 1 = well lit. */
  readonly light?: readonly [number, number];
  /** Added everywhere, 0..1: haze. */
  readonly haze?: number;
  /** Sigma of the defocus in units of the face's scale. */
  readonly blur?: number;
  readonly background?: number;
}

const FRONTAL: FaceGeometry = { center: { x: 320, y: 230 }, scale: 90, roll: 0, yaw: 0, pitch: 0 };

/** 1 within an ellipse, 0 outside, with a soft edge. */
const spot = (u: number, v: number, x: number, y: number, rx: number, ry: number): number =>
  1 / (1 + Math.exp((Math.hypot((u - x) / rx, (v - y) / ry) - 1) / 0.1));

/** A drawn face: a smooth head, dark eyes, brows and mouth, pores, a highlight on the forehead. */
const render = (scene: Scene): { pixels: Pixels; geometry: FaceGeometry } => {
  const geometry = { ...FRONTAL, ...scene.geometry };
  const { skin = 0.6, light = [1, 1], haze = 0, blur = 0, background = 0.4 } = scene;
  const luma = new Float32Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const u = (x - geometry.center.x) / geometry.scale;
      const v = (y - geometry.center.y) / geometry.scale;
      const inside = Math.hypot(u / 0.85, (v - 0.1) / 1.15) < 1;
      const dark =
        spot(u, v, -0.5, -0.5, 0.16, 0.07) +
        spot(u, v, 0.5, -0.5, 0.16, 0.07) +
        spot(u, v, -0.5, -0.72, 0.2, 0.04) +
        spot(u, v, 0.5, -0.72, 0.2, 0.04) +
        spot(u, v, 0, 0.5, 0.32, 0.06);
      const pores = 0.03 * Math.sin(x * 1.9) * Math.sin(y * 2.3);
      const shine = 0.18 * spot(u, v, 0, -0.75, 0.3, 0.12);
      const lit = light[0] + ((light[1] - light[0]) * (Math.min(1, Math.max(-1, 3 * u)) + 1)) / 2;
      const reflected = inside ? lit * (skin * (1 - 0.75 * Math.min(1, dark) + pores) + shine) : background;
      luma[y * WIDTH + x] = 255 * (haze + reflected);
    }
  }
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  defocus(luma, Math.round(blur * geometry.scale)).forEach((value, index) => {
    data.set([value, value, value, 255], index * 4);
  });
  return { pixels: { data, width: WIDTH, height: HEIGHT, channels: 4 }, geometry };
};

/** Three box blurs, nearly a Gaussian with a sigma of `reach`. */
const defocus = (luma: Float32Array, reach: number): Float32Array =>
  reach === 0 ? luma : [1, WIDTH, 1, WIDTH, 1, WIDTH].reduce((image, step) => boxBlur(image, reach, step), luma);

const boxBlur = (image: Float32Array, reach: number, step: number): Float32Array => {
  const sums = new Float64Array(image.length);
  image.forEach((value, index) => {
    sums[index] = value + (sums[index - step] ?? 0);
  });
  return image.map((value, index) => {
    const high = sums[index + reach * step];
    const low = sums[index - (reach + 1) * step];
    return high === undefined || low === undefined ? value : (high - low) / (2 * reach + 1);
  });
};

const assess = (scene: Scene) => {
  const { pixels, geometry } = render(scene);
  const { rivals = 0, speed = 0, wasInRange = false, picture } = scene;
  return assessQuality({ pixels, geometry, rivals, speed, wasInRange, ...(picture === undefined ? {} : { picture }) });
};

describe('a good frame has no issues', () => {
  const good: readonly (readonly [string, Scene])[] = [
    ['face in the middle', {}],
    ['small, as on a laptop across a desk', { geometry: { scale: 45 } }],
    ['large, as on a phone', { geometry: { scale: 190, center: { x: 320, y: 220 } } }],
    ['a little low and aside', { geometry: { center: { x: 400, y: 300 } } }],
    ['slightly turned and tilted', { geometry: { yaw: 0.2, pitch: -0.2, roll: 0.15 } }],
    ['dark skin in ordinary light', { skin: 0.16 }],
    ['dark skin before a white wall', { skin: 0.16, background: 1 }],
    ['light skin before a black wall', { skin: 0.8, background: 0 }],
    ['light from a window on one side', { light: [0.5, 1] }],
    ['a camera that is a little soft', { blur: 0.02 }],
  ];
  test.each(good)('%s', (_, scene) => {
    expect(assess(scene).issues).toEqual([]);
  });
});

/** Eyes to mouth in the frame; 1.6 of it is the width of the face, and the small picture has three quarters of the pixels. */
const scaleFor = (width: number): number => width / 1.6 / 0.75;

const issuesInSmall = (width: number, more: Partial<Scene> = {}): readonly Issue[] =>
  assess({ geometry: { scale: scaleFor(width) }, picture: { width: 480, height: 360 }, ...more }).issues;

describe('a face in a picture that is small', () => {
  test('must be 160 pixels wide in it, and a little more at first', () => {
    expect(issuesInSmall(159, { wasInRange: true })).toEqual(['too-far']);
    expect(issuesInSmall(161, { wasInRange: true })).toEqual([]);
    expect(issuesInSmall(165)).toEqual(['too-far']);
    expect(issuesInSmall(172)).toEqual([]);
  });

  test('has no such limit where the picture has 480 pixels on its shorter side', () => {
    const geometry = { scale: scaleFor(100) };
    expect(assess({ geometry, picture: { width: 640, height: 480 } }).issues).toEqual([]);
    expect(assess({ geometry, picture: { width: 1920, height: 1080 } }).issues).toEqual([]);
    expect(assess({ geometry, picture: { width: 638, height: 479 } }).issues).toEqual(['too-far']);
  });
});

describe('each issue is reported for its own cause', () => {
  const bad: readonly (readonly [Issue, Scene])[] = [
    ['several-faces', { rivals: 1 }],
    ['face-cut-off', { geometry: { center: { x: 330, y: 395 } } }],
    ['too-far', { geometry: { scale: 25 } }],
    ['too-close', { geometry: { scale: 230 } }],
    // The image is not mirrored: what is at its left is at the person's right.
    ['move-left', { geometry: { center: { x: 110, y: 230 } } }],
    ['move-right', { geometry: { center: { x: 530, y: 230 } } }],
    ['move-up', { geometry: { center: { x: 320, y: 400 }, scale: 45 } }],
    ['move-down', { geometry: { center: { x: 320, y: 60 }, scale: 45 } }],
    ['look-straight', { geometry: { yaw: 0.7 } }],
    ['look-straight', { geometry: { pitch: -0.8 } }],
    ['head-tilted', { geometry: { roll: -0.6 } }],
    ['too-dark', { light: [0.08, 0.08] }],
    ['too-bright', { light: [2, 2] }],
    ['too-bright', { haze: 0.5, light: [0.04, 0.04] }],
    ['uneven-light', { light: [0.02, 1.1] }],
    ['blurred', { blur: 0.12 }],
    ['hold-still', { speed: QUALITY.maxSpeed + 1 }],
  ];
  test.each(bad)('%s', (issue, scene) => {
    expect(assess(scene).issues[0]).toBe(issue);
  });
});

test('issues are in the order in which they are shown', () => {
  const { issues } = assess({ rivals: 1, geometry: { scale: 25, yaw: 0.7 }, speed: 99 });
  expect(issues.filter((issue) => issue !== 'blurred')).toEqual([
    'several-faces',
    'too-far',
    'look-straight',
    'hold-still',
  ]);
});

describe('a face in range stays in range a little beyond the limit', () => {
  const perScale = 2.1 / HEIGHT;
  const smallest = QUALITY.minSize / perScale;
  const largest = QUALITY.maxSize / perScale;
  const beyond: readonly (readonly [string, number, Issue])[] = [
    ['small', smallest * (1 - QUALITY.sizeSlack / 2), 'too-far'],
    ['large', largest * (1 + QUALITY.sizeSlack / 2), 'too-close'],
  ];

  test.each(beyond)('%s', (_, scale, issue) => {
    const geometry = { scale, center: { x: 320, y: 225 } };
    expect(assess({ geometry }).issues).toContain(issue);
    expect(assess({ geometry, wasInRange: true }).issues).not.toContain(issue);
  });

  test.each([
    [smallest * (1 - 1.2 * QUALITY.sizeSlack), 'too-far'],
    [largest * (1 + 1.2 * QUALITY.sizeSlack), 'too-close'],
  ] as const)('and not at %f, which is %s', (scale, issue) => {
    expect(assess({ geometry: { scale }, wasInRange: true }).issues).toContain(issue);
  });
});

test('a frontal face is preferred to a sharper one that looks aside', () => {
  const straight = assess({ blur: 0.02 }).quality;
  const aside = assess({ geometry: { yaw: 0.35 } }).quality;
  expect(aside.sharpness).toBeGreaterThan(1.15 * straight.sharpness);
  expect(aside.overall).toBeLessThan(straight.overall);
});

test('the best frame is the sharper, nearer, stiller and more frontal one', () => {
  const best = assess({}).quality.overall;
  const worse: readonly Scene[] = [
    { blur: 0.05 },
    { geometry: { scale: 50 } },
    { geometry: { yaw: 0.4 } },
    { geometry: { roll: 0.4 } },
    { speed: 2 },
    { light: [0.3, 1] },
  ];
  for (const scene of worse) {
    expect(assess(scene).quality.overall).toBeLessThan(best);
  }
});

test('skin tone and background do not change sharpness, balance and size', () => {
  const light = assess({ skin: 0.7, background: 0 }).quality;
  const dark = assess({ skin: 0.18, background: 1 }).quality;
  expect(dark.size).toBe(light.size);
  expect(Math.abs(dark.sharpness - light.sharpness)).toBeLessThan(0.1);
  expect(Math.abs(dark.balance - light.balance)).toBeLessThan(0.05);
});
