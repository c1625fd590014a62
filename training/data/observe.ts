/**
 * Facts about one picture that an evaluation needs besides its score: where the face is, how it is lit, and the input of the
 * fusion over time. A failure with one picture is a result, not an error.
 */
import path from 'node:path';
import type { BlazeFace } from '../../src/vision/blazeface/blazeface.ts';
import { geometryOf } from '../../src/vision/geometry.ts';
import { assessQuality } from '../../src/vision/quality.ts';
import { thumbnailOf } from '../../src/vision/thumbnail.ts';
import type { Box, DetectedFace, FaceGeometry, Issue, Pixels } from '../../src/vision/types.ts';
import { readPicture, type DataRecord, type Picture } from './folder.ts';
import { locateFace, type Located } from './locate-face.ts';
import { turnBox } from './orientation.ts';
import { skinTone } from './skin-tone.ts';

/** Plain data, one JSON line in the cache; the trainer reads `path` and `geometry` of it. */
export interface Observation extends DetectedFace {
  readonly path: string;
  readonly by: Located['by'];
  readonly geometry: FaceGeometry;
  /** Mean luma of the face, 0..1. */
  readonly luma: number;
  /** Typology angle in degrees; null where it cannot be measured. See `skinTone`. */
  readonly skin: number | null;
  /** Issues for which the product would not count this frame; without movement and other faces. */
  readonly issues: readonly Issue[];
  /** Pixels of the upright picture. */
  readonly frame: { readonly width: number; readonly height: number };
  /** Base64; see `thumbnailOf`. */
  readonly thumbnail: string;
}

export interface Failure {
  readonly path: string;
  readonly problem: 'missing' | 'unreadable' | 'no-face';
  readonly detail: string;
}

/** Minimum confidence of the product's own detectors. */
const PRODUCT_CONFIDENCE = 0.5;

export const observe = async (
  folder: string,
  record: DataRecord,
  detector: BlazeFace,
): Promise<Observation | Failure> => {
  const picture = await readPicture(path.join(folder, record.path)).catch((error: unknown) => toFailure(record, error));
  if ('problem' in picture) {
    return picture;
  }
  const { pixels } = picture;
  const located = await locate(detector, picture, record.box);
  if (located === null) {
    return { path: record.path, problem: 'no-face', detail: `in ${pixels.width} x ${pixels.height} pixels` };
  }
  const geometry = geometryOf(located.face);
  const { quality, issues } = assessQuality({ pixels, geometry, rivals: 0, speed: 0 });
  const isSeen = located.by === 'frame' && located.face.confidence >= PRODUCT_CONFIDENCE;
  return {
    path: record.path,
    by: located.by,
    ...located.face,
    geometry,
    luma: quality.luma,
    skin: skinTone(pixels, geometry),
    issues: isSeen ? issues : ['no-face'],
    frame: { width: pixels.width, height: pixels.height },
    thumbnail: Buffer.from(thumbnailOf(pixels)).toString('base64'),
  };
};

const toFailure = ({ path: name }: DataRecord, error: unknown): Failure => {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return isMissing
    ? { path: name, problem: 'missing', detail: 'no such file' }
    : { path: name, problem: 'unreadable', detail };
};

/** A box may mean the picture as stored or as shown; the view in which the detector finds its face is the right one. */
const locate = async (
  detector: BlazeFace,
  { pixels, orientation }: Picture,
  box: Box | null,
): Promise<Located | null> => {
  const shown = box !== null && touches(box, pixels) ? box : null;
  const located = await locateFace(detector, pixels, shown);
  const isSure = located !== null && located.by !== 'box';
  if (box === null || orientation === 1 || isSure) {
    return located;
  }
  const turned = turnBox(box, orientation, pixels);
  const again = touches(turned, pixels) ? await locateFace(detector, pixels, turned) : null;
  return again === null || again.by === 'box' ? located : again;
};

const touches = (box: Box, { width, height }: Pixels): boolean =>
  box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0;
