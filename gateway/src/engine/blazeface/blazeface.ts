/**
 * BlazeFace short range, from the very file that the browser's detector runs: eyes and mouth come out the same on both
 * sides, and a face that the device could capture is one that the gateway can find.
 * Input preparation, anchors, decoding and suppression follow the model's published MediaPipe graph.
 */
import type { DetectedFace, Pixels, Point } from 'lifesign/vision';
import sharp from 'sharp';
import { packageFile } from '../package-file.ts';
import { createNetwork } from './network.ts';
import { readGraph } from './tflite.ts';

/** The weights in use. */
export const BLAZEFACE_MODEL = packageFile('@mediapipe/face_detection', 'face_detection_short_range.tflite');

const SIDE = 128;
const KEYPOINTS = 6;
const VALUES_PER_ANCHOR = 4 + 2 * KEYPOINTS;
/** Cells a side and anchors in each cell. */
const ANCHOR_GRIDS = [
  { cells: 16, perCell: 2 },
  { cells: 8, perCell: 6 },
] as const;
/** Overlap (intersection over union) above which two boxes are one face. */
const SAME_FACE_OVERLAP = 0.3;

export interface BlazeFace {
  /** Faces with at least `minConfidence` (0..1), most confident first; coordinates in pixels of the picture. */
  detect(pixels: Pixels, minConfidence: number): Promise<readonly DetectedFace[]>;
  dispose(): void;
}

/** `model` is `face_detection_short_range.tflite`. Needs a TensorFlow.js backend to be set. */
export const createBlazeFace = (model: Uint8Array): BlazeFace => {
  const network = createNetwork(readGraph(model));
  const anchors = createAnchors();

  return {
    async detect(pixels, minConfidence) {
      const { input, toPicture } = await letterbox(pixels);
      const [boxes, logits] = bySize(await network.run(input));
      const candidates = anchors.flatMap((anchor, index) => {
        const confidence = sigmoid(logits[index] ?? Number.NEGATIVE_INFINITY);
        const values = boxes.subarray(index * VALUES_PER_ANCHOR, (index + 1) * VALUES_PER_ANCHOR);
        return confidence < minConfidence ? [] : [{ confidence, values: decode(values, anchor) }];
      });
      return suppress(candidates).map((candidate) => toFace(candidate, toPicture));
    },
    dispose: () => network.dispose(),
  };
};

/** Corners (left, top, right, bottom), then the key points; 0..1 of the square input. */
interface Candidate {
  readonly confidence: number;
  readonly values: readonly number[];
}

const createAnchors = (): readonly Point[] =>
  ANCHOR_GRIDS.flatMap(({ cells, perCell }) =>
    Array.from({ length: cells * cells * perCell }, (_anchor, index) => {
      const cell = Math.floor(index / perCell);
      return { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells };
    }),
  );

/** The whole picture, centred in a black square. Values -1..1. */
const letterbox = async (pixels: Pixels): Promise<{ input: Float32Array; toPicture: (point: Point) => Point }> => {
  const { width, height, channels } = pixels;
  const longer = Math.max(width, height);
  const bytes = await sharp(pixels.data, { raw: { width, height, channels } })
    .removeAlpha()
    .resize(SIDE, SIDE, { fit: 'contain', background: 'black', kernel: 'linear' })
    .raw()
    .toBuffer();
  return {
    input: Float32Array.from(bytes, (value) => value / 127.5 - 1),
    toPicture: ({ x, y }) => ({ x: (x - 0.5) * longer + width / 2, y: (y - 0.5) * longer + height / 2 }),
  };
};

const bySize = (outputs: readonly Float32Array[]): readonly [Float32Array, Float32Array] => {
  const [logits, boxes] = outputs.toSorted((a, b) => a.length - b.length);
  if (logits === undefined || boxes === undefined || boxes.length !== logits.length * VALUES_PER_ANCHOR) {
    throw new Error('Not the outputs of BlazeFace short range');
  }
  return [boxes, logits];
};

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

const decode = (values: Float32Array, anchor: Point): readonly number[] => {
  const at = (index: number): number => (values[index] ?? 0) / SIDE;
  const center = { x: at(0) + anchor.x, y: at(1) + anchor.y };
  const points = Array.from({ length: KEYPOINTS }, (_point, index) => [
    at(4 + 2 * index) + anchor.x,
    at(5 + 2 * index) + anchor.y,
  ]);
  return [center.x - at(2) / 2, center.y - at(3) / 2, center.x + at(2) / 2, center.y + at(3) / 2, ...points.flat()];
};

/** Overlapping candidates are averaged by confidence rather than dropped: steadier points than the best one alone. */
const suppress = (candidates: readonly Candidate[]): readonly Candidate[] => {
  let rest = candidates.toSorted((a, b) => b.confidence - a.confidence);
  const faces: Candidate[] = [];
  for (let best = rest[0]; best !== undefined; best = rest[0]) {
    const { values: box, confidence } = best;
    const group = rest.filter(({ values }) => overlap(values, box) > SAME_FACE_OVERLAP);
    faces.push({ confidence, values: average(group) });
    rest = rest.filter((candidate) => candidate !== best && !group.includes(candidate));
  }
  return faces;
};

const average = (group: readonly Candidate[]): readonly number[] => {
  const total = group.reduce((sum, { confidence }) => sum + confidence, 0);
  return Array.from(
    { length: VALUES_PER_ANCHOR },
    (_value, index) =>
      group.reduce((sum, { confidence, values }) => sum + confidence * (values[index] ?? 0), 0) / total,
  );
};

const overlap = (a: readonly number[], b: readonly number[]): number => {
  const [aLeft = 0, aTop = 0, aRight = 0, aBottom = 0] = a;
  const [bLeft = 0, bTop = 0, bRight = 0, bBottom = 0] = b;
  const width = Math.max(0, Math.min(aRight, bRight) - Math.max(aLeft, bLeft));
  const height = Math.max(0, Math.min(aBottom, bBottom) - Math.max(aTop, bTop));
  const shared = width * height;
  return shared / ((aRight - aLeft) * (aBottom - aTop) + (bRight - bLeft) * (bBottom - bTop) - shared);
};

const toFace = ({ confidence, values }: Candidate, toPicture: (point: Point) => Point): DetectedFace => {
  const point = (index: number): Point => toPicture({ x: values[2 * index] ?? 0, y: values[2 * index + 1] ?? 0 });
  const topLeft = point(0);
  const bottomRight = point(1);
  return {
    box: { ...topLeft, width: bottomRight.x - topLeft.x, height: bottomRight.y - topLeft.y },
    confidence,
    rightEye: point(2),
    leftEye: point(3),
    nose: point(4),
    mouth: point(5),
    rightEar: point(6),
    leftEar: point(7),
  };
};
