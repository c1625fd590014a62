import type { DetectedFace } from 'lifesign/vision';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { MATCH, matchScore } from './match.ts';

/** The scripted parts identify pictures by their width. */
const SOURCE_WIDTH = 640;
let source: Uint8Array;
let target: Uint8Array;

const picture = (width: number): Promise<Uint8Array> =>
  sharp({ create: { width, height: 480, channels: 3, background: '#777777' } })
    .png()
    .toBuffer();

beforeAll(async () => {
  source = await picture(SOURCE_WIDTH);
  target = await picture(600);
});

const faceAt = (x: number, scale: number, confidence: number): DetectedFace => ({
  box: { x: x - scale, y: 240 - scale, width: 2 * scale, height: 2 * scale },
  confidence,
  rightEye: { x: x - 0.4 * scale, y: 240 - scale / 2 },
  leftEye: { x: x + 0.4 * scale, y: 240 - scale / 2 },
  nose: { x, y: 240 },
  mouth: { x, y: 240 + scale / 2 },
});

/** The distance of two faces is the distance of their positions in the picture, pixels. */
const scripted = (
  inSource: readonly DetectedFace[],
  inTarget: readonly DetectedFace[],
): Parameters<typeof compare>[1] => ({
  detector: { detect: async ({ width }) => (width === SOURCE_WIDTH ? inSource : inTarget) },
  recogniser: { describe: async (_pixels, { center }) => Float32Array.of(center.x / 1000) },
  versions: { liveness: 'net@1', faceMatch: 'match@1' },
});

describe('compare', () => {
  it('compares the largest face of the source with the most similar one of the target', async () => {
    const parts = scripted(
      [faceAt(100, 40, 0.7), faceAt(300, 90, 0.95)],
      [faceAt(100, 80, 0.99), faceAt(310, 60, 0.9), faceAt(500, 90, 0.99)],
    );
    const { problem, match, confidence } = await compare({ source, target }, parts);
    expect(problem).toBeNull();
    expect(match?.score).toBeCloseTo(matchScore(0.01), 5);
    expect(match).toMatchObject({ result: true, threshold: MATCH.threshold, version: 'match@1' });
    expect(confidence).toBeCloseTo(0.9, 5);
  });

  it('does not match another person', async () => {
    const { match } = await compare({ source, target }, scripted([faceAt(60, 50, 0.9)], [faceAt(590, 50, 0.9)]));
    expect(match?.result).toBe(false);
    expect(match?.score).toBeLessThan(0.5);
  });

  it('skips a face that is too small and compares the others', async () => {
    const big = faceAt(300, MATCH.minScalePx + 0.5, 0.9);
    const small = faceAt(300, MATCH.minScalePx - 0.5, 0.9);
    for (const [refused, inSource, inTarget] of [
      ['source', [small], [big]],
      ['target', [big], [small]],
    ] as const) {
      expect(await compare({ source, target }, scripted(inSource, inTarget))).toEqual({
        problem: { picture: refused, reason: 'too-small' },
        match: null,
        confidence: null,
      });
    }
    const wanted = faceAt(60, 50, 0.9);
    const stranger = faceAt(590, 50, 0.9);
    const alike = faceAt(60, MATCH.minScalePx - 0.5, 0.9);
    const { match } = await compare({ source, target }, scripted([wanted], [stranger, alike]));
    expect(match?.result).toBe(false);
  });

  it('names the picture without a face, and the unreadable one', async () => {
    const face = faceAt(300, 90, 0.9);
    expect((await compare({ source, target }, scripted([], [face]))).problem).toEqual({
      picture: 'source',
      reason: 'no-face',
    });
    expect((await compare({ source, target }, scripted([face], []))).problem).toEqual({
      picture: 'target',
      reason: 'no-face',
    });
    const scribble = new TextEncoder().encode('not a picture');
    expect(await compare({ source, target: scribble }, scripted([face], [face]))).toEqual({
      problem: { picture: 'target', reason: 'unreadable' },
      match: null,
      confidence: null,
    });
  });
});
