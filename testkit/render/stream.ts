/**
 * Camera streams for tests: people in a room, drawn frame by frame, with a sensor's light and noise, as the .mjpeg file
 * that Chromium plays as a camera. Files are made once and kept under .cache/streams, not committed.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { createPerson } from './person.ts';
import { HEIGHT, WIDTH, drawRoom, drawSitter } from './portrait.ts';
import { poseAt } from './pose.ts';
import { createRandom } from './random.ts';

export interface SitterSpec {
  readonly seed: number;
  /** Centre of the face and half its width, pixels of a 640x480 picture. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface StreamSpec {
  readonly name: string;
  readonly room: number;
  readonly sitters: readonly SitterSpec[];
  /** Multiplies the light; 1 = a lit room. */
  readonly light: number;
  /** A loop of so many frames, played at 30 a second. */
  readonly frames: number;
}

const CACHE = resolve(import.meta.dirname, '../../.cache/streams');

/** Sensor noise, drawn once; each frame reads it from another offset. */
const NOISE = (() => {
  const random = createRandom(1);
  return Float32Array.from({ length: 1 << 18 }, () => (random.next() + random.next() - 1) * 4);
})();

/** Light and noise of a small sensor: noise does not shrink with the light, so dark frames are noisy. */
const expose = (pixels: Buffer, light: number, frame: number): void => {
  const offset = frame * 40_503;
  for (let index = 0; index < pixels.length; index += 1) {
    const noise = NOISE[(index + offset) & (NOISE.length - 1)] ?? 0;
    pixels[index] = Math.min(255, Math.max(0, (pixels[index] ?? 0) * light + noise));
  }
};

const paintRoom = (spec: StreamSpec): Promise<Buffer> =>
  sharp(Buffer.from(drawRoom(spec.room)))
    .blur(2.2)
    .removeAlpha()
    .raw()
    .toBuffer();

const RAW = { raw: { width: WIDTH, height: HEIGHT, channels: 3 } } as const;

/** One frame as JPEG bytes. */
export const renderFrame = async (spec: StreamSpec, index: number, room?: Buffer): Promise<Buffer> => {
  const phase = index / spec.frames;
  const layers = spec.sitters.map(({ seed, ...rest }) =>
    drawSitter({ person: createPerson(seed), pose: poseAt((phase + seed * 0.37) % 1, rest) }),
  );
  const pixels = await sharp(room ?? (await paintRoom(spec)), RAW)
    .composite(layers.map((svg) => ({ input: Buffer.from(svg) })))
    .removeAlpha()
    .raw()
    .toBuffer();
  expose(pixels, spec.light, index);
  return sharp(pixels, RAW).blur(0.6).jpeg({ quality: 88 }).toBuffer();
};

/** The renderer's own source is part of the name, so that a change of the drawing makes new files. */
const fingerprint = (spec: StreamSpec): string => {
  const hash = createHash('sha256').update(JSON.stringify(spec));
  for (const file of globSync('*.ts', { cwd: import.meta.dirname }).toSorted()) {
    hash.update(readFileSync(resolve(import.meta.dirname, file)));
  }
  return hash.digest('hex').slice(0, 12);
};

/** Returns the path of the stream's file; draws it if it does not exist. */
export const renderStream = async (spec: StreamSpec): Promise<string> => {
  const file = resolve(CACHE, `${spec.name}-${fingerprint(spec)}.mjpeg`);
  if (existsSync(file)) {
    return file;
  }
  const room = await paintRoom(spec);
  const frames: Buffer[] = [];
  for (let index = 0; index < spec.frames; index += 1) {
    frames.push(await renderFrame(spec, index, room));
  }
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.concat(frames));
  renameSync(unfinished, file);
  return file;
};
