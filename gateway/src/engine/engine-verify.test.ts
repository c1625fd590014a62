/** The engine as shipped: real thread, real models. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { memory } from '@tensorflow/tfjs-core';
import { ASSETS, LIVENESS_THRESHOLDS } from 'lifesign/vision';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './types.ts';
import { createEngine, EngineError } from './engine.ts';
import { verify } from './verify.ts';
import { packageFile } from './package-file.ts';
import { loadParts } from './parts.ts';
import {
  groupBy,
  HAS_REAL_DATA,
  NO_REAL_DATA,
  readClip,
  readFrame,
  readPortraits,
  realFrames,
  spread,
} from '../../../testkit/recordings.ts';
import { renderPicture } from '../../../testkit/rendered-face.ts';

let engine: Engine;
let drawn: Uint8Array;

beforeAll(async () => {
  engine = createEngine({ threads: 1 });
  await engine.ready();
  drawn = await renderPicture({ faces: [{ x: 320, y: 240, size: 280 }] });
});

afterAll(() => engine.close());

describe('the engine on drawn pictures', () => {
  it('verifies a drawn face and names its models', async () => {
    const result = await engine.verify({ images: { SELFIE: drawn, ADDITIONAL_SELFIE: drawn } });
    const weights = createHash('sha256').update(await readFile(packageFile('lifesign', 'models/lifesign-pad.bin')));
    const sha256 = weights.digest('hex');
    expect(result).toMatchObject({
      problem: null,
      liveness: { threshold: LIVENESS_THRESHOLDS.gateway.live, version: `lifesign-pad@${sha256.slice(0, 12)}` },
      models: { 'liveness-weights': sha256, 'liveness-topology': ASSETS['liveness-topology'].sha256 },
    });
    expect(Object.values(result.models).every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(result.liveness?.score).toBeCloseTo(result.signals['selfie.liveness'] ?? Number.NaN, 6);
    expect(result.signals['selfies.distance']).toBe(0);
    expect(Object.values(result.signals).every(Number.isFinite)).toBe(true);
  });

  it('gives the same score every time', async () => {
    const [one, two] = await Promise.all([drawn, drawn].map((SELFIE) => engine.verify({ images: { SELFIE } })));
    expect(one?.liveness?.score).toBe(two?.liveness?.score);
  });

  it('finds no face in an empty room and in noise', async () => {
    const noise = { create: { width: 640, height: 480, channels: 3, background: 'grey' } } as const;
    const noisy = sharp({ ...noise, create: { ...noise.create, noise: { type: 'gaussian', mean: 128, sigma: 60 } } });
    for (const SELFIE of [await renderPicture({ faces: [] }), await noisy.jpeg().toBuffer()]) {
      expect(await engine.verify({ images: { SELFIE } })).toMatchObject({ problem: 'no-face', liveness: null });
    }
  });

  it('matches a drawn face with its rotated and smaller copy', async () => {
    const reference = await sharp(drawn).resize(500).jpeg({ quality: 80 }).withMetadata({ orientation: 1 }).toBuffer();
    const result = await engine.verify({ images: { SELFIE: drawn }, reference, livenessThreshold: 0 });
    expect(result).toMatchObject({
      liveness: { threshold: 0, result: true },
      reference: 'ok',
      faceMatch: { result: true },
    });
    expect(result.signals['reference.distance']).toBeLessThan(0.25);
  });

  it('leaks no tensors over six verifications, all nets included', async () => {
    const parts = await loadParts(null);
    const images = { SELFIE: drawn, ADDITIONAL_SELFIE: drawn };
    const run = () => verify({ images, moments: [drawn], reference: drawn, livenessThreshold: 0 }, parts);
    await run();
    const { numTensors, numBytes } = memory();
    for (let round = 0; round < 6; round += 1) {
      await run();
    }
    expect(memory()).toMatchObject({ numTensors, numBytes });
    parts.dispose();
  }, 300_000);

  it('rejects ready() without its model', async () => {
    const lost = createEngine({ threads: 1, modelsDir: import.meta.dirname });
    await expect(lost.ready()).rejects.toBeInstanceOf(EngineError);
    await expect(lost.verify({ images: { SELFIE: drawn } })).rejects.toBeInstanceOf(EngineError);
    await lost.close();
  });
});

/** Two pictures of a recorded stream, as far apart as those of a launch. */
const launch = async (clip: string, at: number) => {
  const frames = await readClip(clip);
  const [SELFIE, ADDITIONAL_SELFIE] = [frames?.[at], frames?.[at + 8]];
  return SELFIE === undefined || ADDITIONAL_SELFIE === undefined ? null : { SELFIE, ADDITIONAL_SELFIE };
};

describe.skipIf(!HAS_REAL_DATA)(`the engine on real pictures (skipped with ${NO_REAL_DATA})`, () => {
  it.each(['s04', 's06', 's09', 's12', 's14'])(
    'scores the live stream of %s above its presentation attack',
    async (source) => {
      const scores: number[] = [];
      for (const kind of ['live', 'spoof']) {
        let sum = 0;
        for (const at of [4, 24, 44]) {
          const images = await launch(`${source}-${kind}`, at);
          const result = images === null ? null : await engine.verify({ images });
          // A medium that is out of focus or cut off is rejected before it is scored.
          sum += result?.liveness?.score ?? 0;
        }
        scores.push(sum / 3);
      }
      const [live = 0, spoof = 1] = scores;
      expect(live).toBeGreaterThan(spoof);
      expect(live).toBeGreaterThanOrEqual(LIVENESS_THRESHOLDS.gateway.live);
    },
  );

  it('matches people across days, and not with others', async () => {
    const frames = realFrames().filter(({ source, label, person }) => source === 'nuaa' && label === 'live' && person);
    const people = groupBy(frames, ({ person }) => person);
    const portraits = await readPortraits(people.length);
    const outcomes = { genuine: [] as boolean[], impostor: [] as boolean[] };
    for (const [index, taken] of people.entries()) {
      const [first = [], second = []] = groupBy(taken, ({ session }) => session);
      const [selfie, additional] = spread(first, 2);
      const [sameOnOtherDay] = spread(second, 1);
      const stranger = portraits[index];
      if (selfie === undefined || additional === undefined || stranger === undefined) {
        continue;
      }
      const images = { SELFIE: await readFrame(selfie), ADDITIONAL_SELFIE: await readFrame(additional) };
      const isMatch = async (reference: Uint8Array): Promise<boolean> => {
        const { problem, faceMatch } = await engine.verify({ images, reference, livenessThreshold: 0 });
        expect(problem).toBeNull();
        return faceMatch?.result ?? false;
      };
      outcomes.impostor.push(await isMatch(stranger));
      if (sameOnOtherDay !== undefined) {
        outcomes.genuine.push(await isMatch(await readFrame(sameOnOtherDay)));
      }
    }
    expect(outcomes.genuine.length).toBeGreaterThanOrEqual(5);
    expect(outcomes.genuine.filter((isMatch) => !isMatch).length).toBeLessThanOrEqual(1);
    expect(outcomes.impostor.length).toBeGreaterThanOrEqual(8);
    expect(outcomes.impostor).not.toContain(true);
  }, 300_000);

  it('detects a second person within one launch', async () => {
    const [one, other] = [await launch('s04-live', 10), await launch('s14-live', 10)];
    if (one === null || other === null) {
      throw new Error('The clips are missing');
    }
    const images = { SELFIE: one.SELFIE, ADDITIONAL_SELFIE: other.SELFIE };
    expect(await engine.verify({ images })).toMatchObject({ problem: 'different-faces' });
  });
});
