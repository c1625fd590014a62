import type { DetectedFace } from 'lifesign/vision';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { verify, type EngineParts, type LivenessScorer } from './verify.ts';
import { MATCH } from './match.ts';
import { renderPicture } from '../../../testkit/rendered-face.ts';

const WIDTH = 640;
const HEIGHT = 480;
let selfie: Uint8Array;
/** The scripted parts identify pictures by their width. */
let reference: Uint8Array;

beforeAll(async () => {
  selfie = await renderPicture({ width: WIDTH, height: HEIGHT, faces: [{ x: 320, y: 240, size: 260 }] });
  reference = await renderPicture({ width: 600, height: HEIGHT, faces: [{ x: 300, y: 240, size: 260 }] });
});

/** `scale` is the distance from eyes to mouth, which is larger here than that between the eyes and so sets the geometry's scale. */
const faceAt = (x: number, y: number, scale: number, confidence = 0.9): DetectedFace => ({
  box: { x: x - scale, y: y - scale, width: 2 * scale, height: 2 * scale },
  confidence,
  rightEye: { x: x - 0.4 * scale, y: y - scale / 2 },
  leftEye: { x: x + 0.4 * scale, y: y - scale / 2 },
  nose: { x, y },
  mouth: { x, y: y + scale / 2 },
});

const MAIN = faceAt(320, 240, 90);
const person = (value: number): Float32Array => Float32Array.of(value, 0);

const scoring = (scoreOf: (width: number) => number): LivenessScorer => ({
  score: async ({ width }) => ({ score: scoreOf(width) }),
});

/** Descriptors by the width of the picture; one view gives the same as all views. */
const seeing = (valueOf: (width: number) => number): EngineParts['recogniser'] => ({
  describe: async ({ width }) => person(valueOf(width)),
  glance: async ({ width }) => person(valueOf(width)),
});

const scripted = (changes: Partial<EngineParts> = {}): EngineParts => ({
  detector: { detect: async () => [MAIN] },
  recogniser: seeing(() => 0),
  liveness: scoring(() => 0.9),
  livenessThreshold: 0.5,
  versions: { liveness: 'net@1', faceMatch: 'match@1' },
  models: { net: 'aa' },
  ...changes,
});

const detecting = (...faces: DetectedFace[]) => scripted({ detector: { detect: async () => faces } });

const flat = (background: string) =>
  sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background } })
    .png()
    .toBuffer();

const matching = (distance: number) => scripted({ recogniser: seeing((width) => (width === WIDTH ? 0 : distance)) });

const withReferenceFaces = (...faces: DetectedFace[]) =>
  scripted({ detector: { detect: async ({ width }) => (width === WIDTH ? [MAIN] : faces) } });

const verifyAt = (livenessThreshold: number) => verify({ images: { SELFIE: selfie }, livenessThreshold }, scripted());

describe('pictures that cannot be verified', () => {
  it.each([
    ['no-face', []],
    ['too-small', [faceAt(320, 240, 20)]],
    ['several-faces', [MAIN, faceAt(560, 240, 60)]],
  ] as const)('%s', async (problem, faces) => {
    expect(await verify({ images: { SELFIE: selfie } }, detecting(...faces))).toMatchObject({
      problem,
      liveness: null,
      faceMatch: null,
      reference: null,
      models: { net: 'aa' },
    });
  });

  it.each([
    ['far behind', faceAt(560, 100, 40)],
    ['one of low confidence', faceAt(560, 240, 80, 0.55)],
    ['the same face seen twice', faceAt(325, 250, 80)],
  ])('another face is not counted: %s', async (_kind, other) => {
    const result = await verify({ images: { SELFIE: selfie } }, detecting(other, MAIN));
    expect(result).toMatchObject({ problem: null, signals: { 'selfie.scalePx': 90 } });
  });

  it('unreadable', async () => {
    const images = { SELFIE: selfie.subarray(0, 500) };
    expect(await verify({ images }, scripted())).toMatchObject({ problem: 'unreadable', signals: {} });
  });

  it('poor quality: black, burnt out, blurred', async () => {
    const blurred = sharp(selfie).blur(12).png().toBuffer();
    for (const picture of [flat('black'), flat('white'), blurred]) {
      expect(await verify({ images: { SELFIE: await picture } }, scripted())).toMatchObject({
        problem: 'poor-quality',
      });
    }
  });

  it('a problem of the additional selfie counts as well', async () => {
    const images = { SELFIE: selfie, ADDITIONAL_SELFIE: new Uint8Array(10) };
    expect(await verify({ images }, scripted())).toMatchObject({ problem: 'unreadable' });
  });

  it('two people in one launch', async () => {
    const images = { SELFIE: selfie, ADDITIONAL_SELFIE: reference };
    const swapped = seeing((width) => (width === WIDTH ? 0 : 0.6));
    expect(await verify({ images }, scripted({ recogniser: swapped }))).toMatchObject({
      problem: 'different-faces',
      liveness: null,
      signals: { 'selfies.distance': expect.closeTo(0.6, 3) as number },
    });
  });

  it.each([
    [0.3, 0.9, null, 0.3],
    [0.5, 0.3, null, 0.3],
    [0.5, 0.6, 'different-faces', 0.6],
  ])('by a glance %f, in full %f: %s', async (glance, full, problem, distance) => {
    const images = { SELFIE: selfie, ADDITIONAL_SELFIE: reference };
    const recogniser = {
      describe: async ({ width }: { width: number }) => person(width === WIDTH ? 0 : full),
      glance: async ({ width }: { width: number }) => person(width === WIDTH ? 0 : glance),
    };
    expect(await verify({ images }, scripted({ recogniser }))).toMatchObject({
      problem,
      signals: { 'selfies.distance': expect.closeTo(distance, 3) as number },
    });
  });

  it('a single picture without a reference gets no descriptor', async () => {
    const recogniser = { describe: vi.fn(), glance: vi.fn() };
    expect(await verify({ images: { SELFIE: selfie } }, scripted({ recogniser }))).toMatchObject({ problem: null });
    expect([recogniser.describe.mock.calls, recogniser.glance.mock.calls]).toEqual([[], []]);
  });

  it('a verification without a selfie is a TypeError', async () => {
    await expect(verify({ images: {} }, scripted())).rejects.toThrow(TypeError);
  });
});

describe('liveness', () => {
  it.each([
    [0.9, 0.2],
    [0.2, 0.9],
  ])('a bona fide picture does not compensate for an attack: %f and %f', async (one, other) => {
    const liveness = scoring((width) => (width === WIDTH ? one : other));
    const images = { SELFIE: selfie, ADDITIONAL_SELFIE: reference };
    const judged = await verify({ images }, scripted({ liveness }));
    expect(judged.liveness).toMatchObject({ score: expect.closeTo(0.4, 6) as number, result: false });
  });

  it('is the mean of both pictures', async () => {
    const liveness = scoring((width) => (width === WIDTH ? 0.8 : 0.3));
    const images = { SELFIE: selfie, ADDITIONAL_SELFIE: reference };
    const { liveness: judged, signals } = await verify({ images }, scripted({ liveness }));
    expect(judged).toMatchObject({
      score: expect.closeTo(0.55, 6) as number,
      threshold: 0.5,
      result: true,
      version: 'net@1',
    });
    expect(signals).toMatchObject({ 'selfie.liveness': 0.8, 'additionalSelfie.liveness': 0.3 });
  });

  it('passes at the threshold and not below; the caller may set it', async () => {
    expect((await verifyAt(0.9)).liveness).toMatchObject({ result: true, threshold: 0.9 });
    expect((await verifyAt(0.91)).liveness).toMatchObject({ result: false, threshold: 0.91 });
  });

  it('rejects when the model gives NaN', async () => {
    const parts = scripted({ liveness: scoring(() => Number.NaN) });
    await expect(verify({ images: { SELFIE: selfie } }, parts)).rejects.toThrow(RangeError);
  });

  it('short-circuits the match when it fails', async () => {
    const parts = scripted({ liveness: scoring(() => 0.1) });
    const result = await verify({ images: { SELFIE: selfie }, reference }, parts);
    expect(result).toMatchObject({ liveness: { result: false }, faceMatch: null, reference: null });
    expect(Object.keys(result.signals).some((name) => name.startsWith('reference'))).toBe(false);
  });
});

describe('face match', () => {
  it.each([
    [0.1, true],
    [MATCH.middle - 0.02, true],
    [MATCH.middle, false],
    [0.8, false],
  ])('distance %f: %s', async (distance, result) => {
    const judged = await verify({ images: { SELFIE: selfie }, reference }, matching(distance));
    expect(judged).toMatchObject({
      faceMatch: { result, threshold: MATCH.threshold, version: 'match@1' },
      reference: 'ok',
    });
  });

  it("one person's live picture beside a picture of another matches neither", async () => {
    const images = { SELFIE: selfie, ADDITIONAL_SELFIE: reference };
    const wider = await renderPicture({ width: 620, height: HEIGHT, faces: [{ x: 310, y: 240, size: 260 }] });
    const judged = await verify({ images, reference: wider }, matching(0.5));
    expect(judged).toMatchObject({ problem: null, faceMatch: { result: false }, reference: 'ok' });
  });

  it('with the caller’s threshold', async () => {
    const input = { images: { SELFIE: selfie }, reference, matchThreshold: 0.999 };
    expect((await verify(input, matching(0.42))).faceMatch).toMatchObject({ result: false, threshold: 0.999 });
  });

  it.each([
    ['no-face', []],
    ['several-faces', [faceAt(150, 240, 60), faceAt(450, 240, 58)]],
  ] as const)('a reference with %s', async (problem, faces) => {
    const result = await verify({ images: { SELFIE: selfie }, reference }, withReferenceFaces(...faces));
    expect(result).toMatchObject({ problem: null, liveness: { result: true }, faceMatch: null, reference: problem });
  });

  it('takes the largest face of a reference', async () => {
    const parts = withReferenceFaces(faceAt(150, 240, 30), faceAt(450, 240, 58));
    const result = await verify({ images: { SELFIE: selfie }, reference }, parts);
    expect(result).toMatchObject({ faceMatch: { result: true }, signals: { 'reference.scalePx': 58 } });
  });

  it('an unreadable reference', async () => {
    const result = await verify({ images: { SELFIE: selfie }, reference: new Uint8Array(9) }, scripted());
    expect(result).toMatchObject({ faceMatch: null, reference: 'unreadable' });
  });
});
