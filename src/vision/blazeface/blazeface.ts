/**
 * BlazeFace short range on our runtime: one implementation for device and gateway, so that eyes and mouth are the
 * same on both sides. Anchors, decoding and suppression follow the model's published MediaPipe graph.
 */
import { createPreparedNet, type NetFiles } from '../runtime/prepared.ts';
import type { DetectedFace, Pixels, Point } from '../types.ts';
import { letterbox } from './letterbox.ts';
import { suppress, type Candidate } from './suppress.ts';

const KEYPOINTS = 6;
const VALUES_PER_ANCHOR = 4 + 2 * KEYPOINTS;
/** Cells per side, anchors in each cell, and the names of their outputs. */
const ANCHOR_GRIDS = [
  { cells: 16, perCell: 2, logits: 'logits16', boxes: 'boxes16' },
  { cells: 8, perCell: 6, logits: 'logits8', boxes: 'boxes8' },
] as const;

export interface BlazeFace {
  /** Faces with at least `minConfidence` (0..1), most confident first; coordinates in pixels of the picture. */
  detect(pixels: Pixels, minConfidence: number): Promise<readonly DetectedFace[]>;
  dispose(): void;
}

/** Self-tested on the current backend, which must also be current whenever it detects. Rejects with `engine-failed`. */
export const createBlazeFace = async (files: NetFiles): Promise<BlazeFace> => {
  const net = await createPreparedNet(
    files,
    ANCHOR_GRIDS.flatMap(({ logits, boxes }) => [logits, boxes]),
  );
  return {
    detect: async (pixels, minConfidence) => {
      const { picture, toFrame } = letterbox(pixels, net.size);
      const outputs = await net.run(picture);
      const candidates = ANCHOR_GRIDS.flatMap(({ cells, perCell, logits, boxes }) =>
        candidatesOf({ cells, perCell, logits: outputs[logits], boxes: outputs[boxes] }, net.size, minConfidence),
      );
      return suppress(candidates).map((candidate) => toFace(candidate, toFrame));
    },
    dispose: () => net.dispose(),
  };
};

interface GridOutput {
  readonly cells: number;
  readonly perCell: number;
  readonly logits: Float32Array;
  readonly boxes: Float32Array;
}

const candidatesOf = (
  { cells, perCell, logits, boxes }: GridOutput,
  size: number,
  minConfidence: number,
): readonly Candidate[] => {
  const candidates: Candidate[] = [];
  for (const [index, logit] of logits.entries()) {
    const confidence = 1 / (1 + Math.exp(-logit));
    if (confidence >= minConfidence) {
      const cell = Math.floor(index / perCell);
      const anchor = { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells };
      const values = boxes.subarray(index * VALUES_PER_ANCHOR, (index + 1) * VALUES_PER_ANCHOR);
      candidates.push({ confidence, values: decode(values, anchor, size) });
    }
  }
  return candidates;
};

/** The net's outputs are pixels of its input, relative to the anchor: centre and size of the box, then the key points. */
const decode = (values: Float32Array, anchor: Point, size: number): readonly number[] => {
  const [x = 0, y = 0, width = 0, height = 0, ...points] = Array.from(
    values,
    (value, index) => value / size + (index === 2 || index === 3 ? 0 : index % 2 === 0 ? anchor.x : anchor.y),
  );
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2, ...points];
};

const toFace = ({ confidence, values }: Candidate, toFrame: (point: Point) => Point): DetectedFace => {
  const point = (index: number): Point => toFrame({ x: values[2 * index] ?? 0, y: values[2 * index + 1] ?? 0 });
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
