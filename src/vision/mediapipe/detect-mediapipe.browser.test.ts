/** MediaPipe Tasks and our runtime on the same frames: a page gets the same faces from either. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ASSETS, type AssetId } from '../assets.ts';
import { createBlazeFace, type BlazeFace } from '../blazeface/blazeface.ts';
import type { FaceDetector } from '../detect.ts';
import { useWasm } from '../runtime/backend.ts';
import type { DetectedFace, Pixels, Point } from '../types.ts';
import { createMediaPipeDetector, type ModuleFactory } from './detect-mediapipe.ts';

const clips = inject('clips');
const NAMES = [
  ...['s04', 's05', 's06', 's08', 's09', 's12', 's13', 's14'].flatMap((name) => [`${name}-live`, `${name}-spoof`]),
  'motion-d3',
  'motion-d9',
  'motion-d10',
  'motion-d13',
];
const FRAMES_OF_EACH = 24;
const CONFIDENCE = 0.5;

const urlOf = (id: AssetId): string => `/dist/assets/${ASSETS[id].file}`;
const load = async (id: AssetId): Promise<ArrayBuffer> => (await fetch(urlOf(id))).arrayBuffer();

let ours: BlazeFace;
let theirs: FaceDetector;

beforeAll(async () => {
  await useWasm((variant) => load(variant === 'simd' ? 'tfjs-wasm-simd' : 'tfjs-wasm'));
  ours = await createBlazeFace({
    topology: await load('face-detector-topology'),
    weights: await load('face-detector-weights'),
  });
  const script = URL.createObjectURL(new Blob([await load('mediapipe-loader')], { type: 'text/javascript' }));
  const loader = (await import(/* @vite-ignore */ script)) as { readonly default: ModuleFactory };
  theirs = await createMediaPipeDetector({
    moduleFactory: loader.default,
    wasmBinary: await load('mediapipe-wasm'),
    model: new Uint8Array(await load('mediapipe-model')),
  });
});

afterAll(() => {
  ours.dispose();
  theirs.dispose();
});

/** Motion JPEG is a sequence of JPEG files. */
const framesOf = async (name: string): Promise<readonly Blob[]> => {
  const bytes = new Uint8Array(await (await fetch(`/@fs${clips}/${name}.mjpeg`)).arrayBuffer());
  const starts = [...bytes.keys()].filter(
    (at) => bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff,
  );
  return starts.map((start, index) => new Blob([bytes.subarray(start, starts[index + 1])], { type: 'image/jpeg' }));
};

const pixelsOf = async (jpeg: Blob): Promise<Pixels> => {
  const picture = await createImageBitmap(jpeg);
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0);
  const data = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray(0);
  return { data, width, height, channels: 4 };
};

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

const nearest = (face: DetectedFace, faces: readonly DetectedFace[]): DetectedFace | undefined =>
  faces.toSorted((a, b) => distance(a.nose, face.nose) - distance(b.nose, face.nose))[0];

/** Of eyes and mouth, in heights of the face's box. */
const offsets = (one: DetectedFace, other: DetectedFace): readonly number[] =>
  (['rightEye', 'leftEye', 'mouth'] as const).map((name) => distance(one[name], other[name]) / one.box.height);

/** Asked of both detectors: as many faces, and eyes and mouth in the same place. */
const SAME = { recall: 0.005, points: 0.02 } as const;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(clips === null)('on recorded clips (skipped where LIFESIGN_DATA has none)', () => {
  it('finds the same faces as our runtime, in the same place', async () => {
    const count = { both: 0, onlyOurs: 0, onlyTheirs: 0 };
    const off: number[] = [];
    for (const name of NAMES) {
      const frames = await framesOf(name);
      const step = Math.max(1, Math.floor(frames.length / FRAMES_OF_EACH));
      for (const frame of frames.filter((_frame, index) => index % step === 0)) {
        const pixels = await pixelsOf(frame);
        const [ourFaces, theirFaces] = [await ours.detect(pixels, CONFIDENCE), await theirs.detect(pixels)];
        const pairs = theirFaces.flatMap((face) => {
          const other = nearest(face, ourFaces);
          return other !== undefined && distance(other.nose, face.nose) < face.box.height / 2 ? [{ face, other }] : [];
        });
        count.both += pairs.length;
        count.onlyOurs += ourFaces.length - pairs.length;
        count.onlyTheirs += theirFaces.length - pairs.length;
        off.push(...pairs.flatMap(({ face, other }) => offsets(face, other)));
      }
    }
    expect(count.both).toBeGreaterThan(400);
    expect(count.onlyTheirs / count.both).toBeLessThan(SAME.recall);
    expect(count.onlyOurs / count.both).toBeLessThan(SAME.recall);
    expect(meanOf(off)).toBeLessThan(SAME.points / 4);
    // One face in hundreds is on the edge between two answers of the net, where eight bits for a colour decide.
    expect(off.filter((value) => value >= SAME.points).length / off.length).toBeLessThan(SAME.recall);
  }, 300_000);
});

it.each([
  [320, 240],
  [640, 480],
  [480, 640],
  [1280, 720],
])('finds a drawn face without an offset from our runtime’s, at %i x %i', async (width, height) => {
  const across: number[] = [];
  const down: number[] = [];
  for (let step = 0; step < 12; step += 1) {
    const pixels = drawnFace(width, height, { x: 1.7 * step, y: 2.3 * step });
    const [[mine], [other]] = [await ours.detect(pixels, CONFIDENCE), await theirs.detect(pixels)];
    if (mine === undefined || other === undefined) {
      throw new Error('The drawn face was not found');
    }
    for (const name of ['rightEye', 'leftEye', 'mouth'] as const) {
      across.push((mine[name].x - other[name].x) / mine.box.height);
      down.push((mine[name].y - other[name].y) / mine.box.height);
    }
  }
  expect(Math.abs(meanOf(across))).toBeLessThan(0.004);
  expect(Math.abs(meanOf(down))).toBeLessThan(0.004);
});

/** Flat shapes with soft edges, so that sampling makes no difference. */
const drawnFace = (width: number, height: number, by: Point): Pixels => {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) {
    throw new Error('No 2d context');
  }
  const unit = Math.min(width, height) / 480;
  const ellipse = (x: number, y: number, across: number, down: number, colour: string): void => {
    context.fillStyle = colour;
    context.beginPath();
    const [left, top] = [width / 2 + x * unit + by.x, height / 2 + y * unit + by.y];
    context.ellipse(left, top, across * unit, down * unit, 0, 0, 2 * Math.PI);
    context.fill();
  };
  context.filter = `blur(${4 * unit}px)`;
  context.fillStyle = '#969ca0';
  context.fillRect(0, 0, width, height);
  ellipse(0, 0, 105, 145, '#d6a488');
  ellipse(-42, -30, 17, 9, '#46332b');
  ellipse(42, -30, 17, 9, '#46332b');
  ellipse(0, 25, 14, 9, '#a9765f');
  ellipse(0, 72, 36, 10, '#8e4a47');
  return { data: context.getImageData(0, 0, width, height).data, width, height, channels: 4 };
};
