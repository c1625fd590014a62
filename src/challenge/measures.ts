/**
 * What changed in a face against its neutral shape, without what a moved flat picture shows as well. The best
 * projective map of a plane to the rigid points is undone first; what remains is depth, or a movement of the skin.
 */
import type { Point } from '../vision/types.ts';
import { LIDS, MOUTH_CORNERS, NOSE_LINE, NOSE_SIDES, NOSE_TIP, RIGID } from './face-points.ts';
import { fitHomography, invert, project, type Homography } from './homography.ts';
import { pointOf, poseOf, type FaceShape } from './neutral.ts';

/** Lengths in spans between the outer corners of the eyes; left and right are the person's own. */
export interface Measures {
  /** Milliseconds. */
  readonly at: number;
  /** Degrees against the neutral, as the mesh estimates; positive to the person's left and up. */
  readonly yaw: number;
  readonly pitch: number;
  /** Displacement of the tip of the nose between bridge and lip (to the person's left), and between the cheeks (down). */
  readonly noseAcross: number;
  readonly noseDown: number;
  /** Width over height of the plane that explains the rigid points; 1 = as in the neutral. */
  readonly aspect: number;
  /** How far each eye is open; 1 = as in the neutral. */
  readonly rightEye: number;
  readonly leftEye: number;
  /** 1 = as in the neutral. */
  readonly mouthWidth: number;
  /** Rise of the corners of the mouth. */
  readonly cornerLift: number;
}

/** Null when no projective map fits the points: then they are not those of a face. */
export const measure = (neutral: FaceShape, shape: FaceShape, at: number): Measures | null => {
  const rest = RIGID.map((index) => pointOf(neutral, index));
  const plane = fitHomography(
    rest,
    RIGID.map((index) => pointOf(shape, index)),
  );
  if (plane === null) {
    return null;
  }
  const undo = invert(plane);
  const now = (index: number): Point => project(undo, pointOf(shape, index));
  const before = (index: number): Point => pointOf(neutral, index);
  const [pose, restPose] = [poseOf(shape), poseOf(neutral)];
  const residual = (indices: readonly number[], axis: 'x' | 'y'): number =>
    indices.reduce((sum, index) => sum + now(index)[axis] - before(index)[axis], 0) / indices.length;
  const measures = {
    at,
    yaw: pose.yaw - restPose.yaw,
    pitch: pose.pitch - restPose.pitch,
    noseAcross: residual(NOSE_TIP, 'x') - residual(NOSE_LINE, 'x'),
    noseDown: residual(NOSE_TIP, 'y') - residual(NOSE_SIDES, 'y'),
    aspect: aspectOf(plane, rest),
    rightEye: opening(now, LIDS.right) / opening(before, LIDS.right),
    leftEye: opening(now, LIDS.left) / opening(before, LIDS.left),
    mouthWidth: mouthWidth(now) / mouthWidth(before),
    cornerLift: -residual([MOUTH_CORNERS.right, MOUTH_CORNERS.left], 'y'),
  };
  return Object.values(measures).every(Number.isFinite) ? measures : null;
};

type Locate = (index: number) => Point;

const opening = (locate: Locate, lids: readonly (readonly [number, number])[]): number =>
  lids.reduce((sum, [upper, lower]) => sum + distance(locate(upper), locate(lower)), 0) / lids.length;

const mouthWidth = (locate: Locate): number => distance(locate(MOUTH_CORNERS.right), locate(MOUTH_CORNERS.left));

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

const HALF = 0.5;

/** At the middle of the rigid points, along the axes of the neutral face. */
const aspectOf = (plane: Homography, rest: readonly Point[]): number => {
  const x = rest.reduce((sum, point) => sum + point.x, 0) / rest.length;
  const y = rest.reduce((sum, point) => sum + point.y, 0) / rest.length;
  const across = distance(project(plane, { x: x - HALF, y }), project(plane, { x: x + HALF, y }));
  const down = distance(project(plane, { x, y: y - HALF }), project(plane, { x, y: y + HALF }));
  return across / down;
};
