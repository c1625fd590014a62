/**
 * One face in one picture of a data folder, by the detector that the gateway runs (the browser runs the same weights).
 * Detectors miss faces in pictures of attacks more often, and a missed one must not silently drop out of the evaluation.
 */
import type { BlazeFace } from '../../src/vision/blazeface/blazeface.ts';
import type { Box, DetectedFace, Pixels, Point } from '../../src/vision/types.ts';

export type Located = { readonly face: DetectedFace; readonly by: 'frame' | 'region' | 'box' };

/** Below the products' own threshold: the data folder says that there is a face. */
const MIN_CONFIDENCE = 0.3;
/** Side of the second search, in widths of the face's box: small faces fill more of the detector's input there. */
const REGION = 3;
/** Overlap with the box of the data folder from which on it is that face (intersection over union). */
const MIN_OVERLAP = 0.15;

/** `box` is the data folder's; without one the largest face counts. Null: no face was found, and there is no box. */
export const locateFace = async (detector: BlazeFace, pixels: Pixels, box: Box | null): Promise<Located | null> => {
  const inFrame = choose(await detector.detect(pixels, MIN_CONFIDENCE), box);
  if (inFrame !== null) {
    return { face: inFrame, by: 'frame' };
  }
  if (box === null) {
    return null;
  }
  const region = cutOut(pixels, box);
  const found = (await detector.detect(region.pixels, MIN_CONFIDENCE)).map((face) => shift(face, region.origin));
  const inRegion = choose(found, box);
  return inRegion === null ? { face: fromBox(box), by: 'box' } : { face: inRegion, by: 'region' };
};

const choose = (faces: readonly DetectedFace[], box: Box | null): DetectedFace | null => {
  const rank = (face: DetectedFace): number =>
    box === null ? face.box.width * face.box.height : overlap(face.box, box) - MIN_OVERLAP;
  const [best] = faces.filter((face) => rank(face) > 0).toSorted((one, other) => rank(other) - rank(one));
  return best ?? null;
};

const overlap = (one: Box, other: Box): number => {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (one.width * one.height + other.width * other.height - shared);
};

const cutOut = ({ data, width, height, channels }: Pixels, box: Box): { pixels: Pixels; origin: Point } => {
  const side = REGION * Math.max(box.width, box.height);
  const left = Math.max(0, Math.floor(box.x + box.width / 2 - side / 2));
  const top = Math.max(0, Math.floor(box.y + box.height / 2 - side / 2));
  const right = Math.min(width, Math.ceil(box.x + box.width / 2 + side / 2));
  const bottom = Math.min(height, Math.ceil(box.y + box.height / 2 + side / 2));
  const rowBytes = (right - left) * channels;
  const cut = new Uint8Array(rowBytes * (bottom - top));
  for (let row = top; row < bottom; row += 1) {
    const from = (row * width + left) * channels;
    cut.set(data.subarray(from, from + rowBytes), (row - top) * rowBytes);
  }
  return { pixels: { data: cut, width: right - left, height: bottom - top, channels }, origin: { x: left, y: top } };
};

const shift = (face: DetectedFace, by: Point): DetectedFace => {
  const move = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  return {
    ...face,
    box: { ...face.box, ...move(face.box) },
    rightEye: move(face.rightEye),
    leftEye: move(face.leftEye),
    nose: move(face.nose),
    mouth: move(face.mouth),
    ...(face.rightEar === undefined ? {} : { rightEar: move(face.rightEar) }),
    ...(face.leftEar === undefined ? {} : { leftEar: move(face.leftEar) }),
  };
};

/** Where eyes, nose and mouth lie in an eyebrows-to-chin box, on average. */
const fromBox = (box: Box): DetectedFace => {
  const at = (x: number, y: number): Point => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  return {
    box,
    confidence: 0,
    rightEye: at(0.29, 0.39),
    leftEye: at(0.71, 0.39),
    nose: at(0.5, 0.57),
    mouth: at(0.5, 0.76),
  };
};
