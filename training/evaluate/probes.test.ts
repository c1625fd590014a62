import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { geometryOf } from '../../src/vision/geometry.ts';
import { createLivenessNet, type LivenessNet } from '../../src/vision/liveness.ts';
import { parseTopology } from '../../src/vision/runtime/topology.ts';
import type { Pixels } from '../../src/vision/types.ts';
import { readWasm } from '../data/detector.ts';
import { decodeImage } from '../data/folder.ts';
import type { Observation } from '../data/observe.ts';
import { renderFace } from '../data/rendered-folder.ts';
import type { Frame } from './presentations.ts';
import { createProbes, lightProbe, litProbe, type Probes } from './probes.ts';
import { readNet, type NetFiles } from './shipped.ts';

const THRESHOLDS = { device: { live: 0.6, spoof: 0.2 }, gateway: { live: 0.7, doubted: 0.8 } };

/** The face of `renderFace(0)`. */
const face = {
  box: { x: 211, y: 110, width: 158, height: 210 },
  confidence: 0.9,
  rightEye: { x: 256, y: 201 },
  leftEye: { x: 324, y: 201 },
  nose: { x: 290, y: 246 },
  mouth: { x: 290, y: 276 },
};
const observation: Observation = {
  path: 'a.png',
  by: 'frame',
  ...face,
  geometry: geometryOf(face),
  luma: 0.5,
  skin: 20,
  issues: [],
  frame: { width: 640, height: 480 },
  thumbnail: '',
};

let files: NetFiles;
let whole: LivenessNet;
let pixels: Pixels;
let probes: Probes;
beforeAll(async () => {
  files = await readNet();
  whole = await createLivenessNet({ ...files, loadWasm: readWasm });
  probes = await createProbes(files, whole);
  pixels = await decodeImage(await renderFace(0));
}, 300_000);
afterAll(() => {
  probes.dispose();
  whole.dispose();
});

const logit = (score: number): number => Math.log(score / (1 - score));
const scoreOf = async (name: string, of = pixels): Promise<number> => {
  const found = probes.probes.find((probe) => probe.name === name);
  if (found === undefined) {
    throw new Error(`No probe ${name}`);
  }
  const { net, prepare } = found.scorer;
  const seen = prepare === undefined ? { pixels: of, geometry: observation.geometry } : await prepare(of, observation);
  return net.score(seen.pixels, seen.geometry);
};

describe('createProbes', () => {
  it('scores with each branch alone; their weighted sum is the whole net', async () => {
    const { branches } = parseTopology(files.topology);
    const total = branches.reduce((sum, { weight }) => sum + weight, 0);
    let sum = 0;
    for (const { name, weight } of branches) {
      sum += (weight / total) * logit(await scoreOf(`${name} only`));
    }
    expect(sum).toBeCloseTo(logit(await whole.score(pixels, observation.geometry)), 3);
  });

  it('removes something that the net uses', async () => {
    const before = await whole.score(pixels, observation.geometry);
    for (const { name } of probes.probes) {
      expect(Math.abs((await scoreOf(name)) - before), name).toBeGreaterThan(1e-6);
    }
  });

  it('shows only skin in the narrowest crops', async () => {
    // Pixels outside the widest crop must not matter.
    const { x, y } = observation.geometry.center;
    const reach = 2.1 * observation.geometry.scale;
    const elsewhere: Pixels = {
      ...pixels,
      data: pixels.data.map((value, index) => {
        const place = Math.floor(index / 3);
        const isNear = Math.hypot((place % pixels.width) - x, Math.floor(place / pixels.width) - y) < reach;
        return isNear ? value : 255 - value;
      }),
    };
    const zoomed = probes.probes.filter(({ name }) => /^crop of (1|0\.8) face boxes$/.test(name));
    expect(zoomed).toHaveLength(2);
    for (const { name } of zoomed) {
      expect(await scoreOf(name, elsewhere)).toBeCloseTo(await scoreOf(name), 6);
    }
    expect(await whole.score(elsewhere, observation.geometry)).not.toBeCloseTo(
      await whole.score(pixels, observation.geometry),
      6,
    );
  });
});

const frame = (path: string, isLive: boolean, score: number, luma: number): Frame => ({
  path,
  source: 's',
  session: null,
  person: null,
  isLive,
  attack: null,
  time: null,
  score,
  luma,
  skin: null,
  sample: { center: { x: 0, y: 0 }, scale: 1, frame: { width: 640, height: 480 }, thumbnail: new Uint8Array() },
});

const frames = [frame('a', true, 0.9, 0.2), frame('b', true, 0.3, 0.3), frame('c', false, 0.1, 0.8)];

describe('lightProbe', () => {
  it('scores by light only: darker is live', () => {
    expect(lightProbe(frames, THRESHOLDS).frame).toMatchObject({ auc: 1, live: 2, spoof: 1 });
    expect(lightProbe([...frames, frame('d', false, 0.1, 0.25)], THRESHOLDS).frame?.auc).toBe(0.75);
  });
});

describe('litProbe', () => {
  it('measures the listed live frames only', () => {
    const row = litProbe(new Set(['a', 'b', 'c']), frames, THRESHOLDS);
    expect(row.frame).toMatchObject({ live: 2, spoof: 0, bpcer: 0.5 });
  });

  it.each([null, new Set(['x'])])('is reported as not run without such frames', (paths) => {
    const row = litProbe(paths, frames, THRESHOLDS);
    expect(row).toMatchObject({ frame: null, window: null });
    expect(row.about).toMatch(/^not run: /);
  });
});
