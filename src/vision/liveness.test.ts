import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWasm } from '../../training/data/detector.ts';
import { createLivenessNet, fuseLogits, LIVENESS_THRESHOLDS, type LivenessParts } from './liveness.ts';
import { loadWebgl } from './runtime/load-webgl.ts';
import type { FaceGeometry, Pixels } from './types.ts';

const read = async (name: string): Promise<ArrayBuffer> =>
  new Uint8Array(await readFile(new URL(`../../models/${name}`, import.meta.url))).buffer;

const bytes = (text: string): ArrayBuffer => new Uint8Array(new TextEncoder().encode(text)).buffer;

let parts: LivenessParts;
beforeAll(async () => {
  parts = {
    topology: await read('lifesign-pad.json'),
    weights: await read('lifesign-pad.bin'),
    loadWasm: readWasm,
  };
});

const geometry: FaceGeometry = { center: { x: 160, y: 120 }, scale: 50, roll: 0.1, yaw: 0, pitch: 0 };
const picture = (channels: 3 | 4): Pixels => ({
  data: new Uint8Array(320 * 240 * channels).map((_value, index) =>
    index % channels === 3 ? 255 : (Math.floor(index / channels) * 7 + (index % channels) * 50) % 200,
  ),
  width: 320,
  height: 240,
  channels,
});

describe('createLivenessNet', () => {
  it('gives the known answers that the trainer exported, well within the tolerance', async () => {
    const net = await createLivenessNet(parts);
    expect(net.selfTest).toMatchObject({ backend: 'wasm', passed: true });
    expect(net.selfTest.maxError).toBeLessThan(0.002);
    net.dispose();
  });

  it('scores between 0 and 1, the same picture always the same, in either pixel format', async () => {
    const net = await createLivenessNet(parts);
    const score = await net.score(picture(3), geometry);
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(1);
    const [again, rgba] = await Promise.all([net.score(picture(3), geometry), net.score(picture(4), geometry)]);
    expect(again).toBe(score);
    expect(rgba).toBe(score);
    net.dispose();
  });

  it('stays on wasm where there is no WebGL', async () => {
    const net = await createLivenessNet(parts);
    const score = await net.score(picture(3), geometry);
    expect(await net.tryWebgl(loadWebgl)).toBe(false);
    expect(net.selfTest.backend).toBe('wasm');
    expect(await net.score(picture(3), geometry)).toBe(score);
    net.dispose();
  });

  it('rejects weights that give other answers', async () => {
    const weights = parts.weights.slice(0);
    new DataView(weights).setUint16(weights.byteLength - 2, 0x4900, true);
    await expect(createLivenessNet({ ...parts, weights })).rejects.toMatchObject({ code: 'engine-failed' });
  });

  it('rejects unreadable weights and topologies', async () => {
    await expect(createLivenessNet({ ...parts, weights: parts.weights.slice(2) })).rejects.toMatchObject({
      code: 'engine-failed',
    });
    await expect(createLivenessNet({ ...parts, topology: bytes('<html>') })).rejects.toMatchObject({
      code: 'engine-failed',
    });
    await expect(createLivenessNet({ ...parts, topology: bytes('{"format":2}') })).rejects.toMatchObject({
      code: 'engine-failed',
    });
  });
});

const calibrated = (calibration: object): ArrayBuffer => {
  const topology = JSON.parse(new TextDecoder().decode(parts.topology)) as object;
  return bytes(JSON.stringify({ ...topology, calibration }));
};

describe('calibration', () => {
  it('changes scores only by the scale and the bias of the joined logit', async () => {
    const plain = await createLivenessNet({ ...parts, topology: calibrated({ scale: 1, bias: 0 }) });
    const net = await createLivenessNet({ ...parts, topology: calibrated({ scale: 0.5, bias: 1 }) });
    const [before, after] = [await plain.score(picture(3), geometry), await net.score(picture(3), geometry)];
    expect(Math.log(after / (1 - after))).toBeCloseTo(0.5 * Math.log(before / (1 - before)) + 1, 4);
    plain.dispose();
    net.dispose();
  });

  it.each([{ scale: 0, bias: 0 }, { scale: -1, bias: 0 }, { scale: 1, bias: null }, { bias: 0 }])(
    'refuses %o',
    async (calibration) => {
      await expect(createLivenessNet({ ...parts, topology: calibrated(calibration) })).rejects.toMatchObject({
        code: 'engine-failed',
      });
    },
  );
});

describe('fuseLogits', () => {
  const branches = [{ weight: 0.75 }, { weight: 0.25 }];

  it('is the sigmoid of the weighted sum', () => {
    expect(fuseLogits([2, -2], branches)).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect(fuseLogits([2, -2], branches, { scale: 2, bias: -0.5 })).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 12);
  });

  it('is NaN when a logit is missing', () => {
    expect(fuseLogits([2], branches)).toBeNaN();
  });
});

it('the device stops a person only below the score at which the gateway passes one', () => {
  const { device, gateway } = LIVENESS_THRESHOLDS;
  expect(device.spoof).toBeLessThan(device.live);
  expect(device.spoof).toBeLessThanOrEqual(gateway.live);
});
