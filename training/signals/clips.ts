/** Recorded streams as input of the fusion: every frame, so that signals are measured at full rate. */
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BlazeFace } from '../../src/vision/blazeface/blazeface.ts';
import { geometryOf } from '../../src/vision/geometry.ts';
import type { LivenessNet } from '../../src/vision/liveness.ts';
import { thumbnailOf } from '../../src/vision/thumbnail.ts';
import { splitJpegs } from '../../testkit/jpegs.ts';
import { decodeImage } from '../data/folder.ts';
import type { TimedSample } from './windows.ts';

export interface Clip {
  readonly file: string;
  /** The capture that it belongs to. Default: its own. */
  readonly source: string;
  readonly isLive: boolean;
  readonly samples: readonly TimedSample[];
}

export interface ClipReader {
  readonly detector: Pick<BlazeFace, 'detect'>;
  readonly net: Pick<LivenessNet, 'score'>;
}

/** Entries of `clips.json` beside the files; a file without one is a recording of a person. */
const listing = z.array(
  z.object({ file: z.string(), source: z.string(), label: z.enum(['live', 'spoof']), fps: z.number().positive() }),
);

const DEFAULT_FPS = 30;
const MIN_CONFIDENCE = 0.5;

/** All `.mjpeg` files of a folder. */
export const readClips = async (folder: string, reader: ClipReader): Promise<readonly Clip[]> => {
  const list = path.join(folder, 'clips.json');
  const named = existsSync(list) ? listing.parse(JSON.parse(await readFile(list, 'utf8'))) : [];
  const clips: Clip[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.mjpeg')).toSorted()) {
    const { label = 'live', fps = DEFAULT_FPS, source = file } = named.find((clip) => clip.file === file) ?? {};
    const samples = await samplesOf(path.join(folder, file), fps, reader);
    clips.push({ file, source, isLive: label === 'live', samples });
  }
  return clips;
};

/** Frames without a face are not samples, as in the product; broken pictures are reported and skipped. */
const samplesOf = async (file: string, fps: number, { detector, net }: ClipReader): Promise<readonly TimedSample[]> => {
  const samples: TimedSample[] = [];
  for (const [index, jpeg] of splitJpegs(await readFile(file)).entries()) {
    const pixels = await decodeImage(jpeg).catch((error: unknown) => {
      console.error(`${path.basename(file)}, frame ${index}: ${String(error)}`);
      return null;
    });
    if (pixels === null) {
      continue;
    }
    const [face] = await detector.detect(pixels, MIN_CONFIDENCE);
    if (face !== undefined) {
      const geometry = geometryOf(face);
      const { center, scale } = geometry;
      const frame = { width: pixels.width, height: pixels.height };
      const liveness = await net.score(pixels, geometry);
      samples.push({ time: index / fps, sample: { liveness, center, scale, frame, thumbnail: thumbnailOf(pixels) } });
    }
  }
  return samples;
};
