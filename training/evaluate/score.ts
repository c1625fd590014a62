/** Scores pictures of a data folder at their detected faces, decoding each once. */
import path from 'node:path';
import type { LivenessNet } from '../../src/vision/liveness.ts';
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';
import type { Detections } from '../data/detections.ts';
import { decodeImage, type DataRecord } from '../data/folder.ts';
import type { Observation } from '../data/observe.ts';
import { toFrame, type Frame } from './presentations.ts';

/** A net, and the change made to a picture before scoring. */
export interface Scorer {
  readonly net: Pick<LivenessNet, 'score'>;
  readonly prepare?: (pixels: Pixels, observation: Observation) => Promise<Seen> | Seen;
}

export interface Seen {
  readonly pixels: Pixels;
  readonly geometry: FaceGeometry;
}

/** For each scorer the frames in the order of the records; pictures without a face have none. */
export const scoreFrames = async (
  folder: string,
  records: readonly DataRecord[],
  { observations }: Detections,
  scorers: readonly Scorer[],
): Promise<readonly (readonly Frame[])[]> => {
  const frames = scorers.map((): Frame[] => []);
  for (const record of records) {
    const observation = observations.get(record.path);
    if (observation === undefined) {
      continue;
    }
    const pixels = await decodeImage(path.join(folder, record.path));
    for (const [index, { net, prepare }] of scorers.entries()) {
      const seen =
        prepare === undefined ? { pixels, geometry: observation.geometry } : await prepare(pixels, observation);
      const score = await net.score(seen.pixels, seen.geometry);
      if (!Number.isFinite(score)) {
        throw new RangeError(`The net gave ${score} for ${record.path}`);
      }
      frames[index]?.push(toFrame(record, observation, score));
    }
  }
  return frames;
};
