/**
 * Whether a frame is good enough to be scored and kept: place, pose and light of the face.
 * Owns every threshold of framing. Looks at one frame; facts about earlier frames are passed in.
 */
import { FULL_SHORT_SIDE, LEAST_FACE_WIDTH } from '../contract/capture-size.ts';
import { measureExposure, type Exposure } from './exposure.ts';
import { facePatch } from './face-patch.ts';
import { ramp } from './statistics.ts';
import type { Box, FaceGeometry, FrameQuality, Issue, Pixels, Point } from './types.ts';

/**
 * Where a face counts as well placed. Lenient on purpose: a laptop on a desk sees people small and low, a phone near
 * and high, and the liveness net handles all of it. Only frames that would spoil the decision are refused.
 */
export const QUALITY = {
  /** Height of the face over the frame's shorter side. */
  minSize: 0.18,
  maxSize: 0.95,
  /** Pixels from eyes to mouth; below this the net sees too little. */
  minScalePx: 26,
  /**
   * A face that was in range may exceed the three limits above by this share: at a limit, jitter would flip the advice. Less
   * than what would bring a face below the gateway's 24 pixels.
   */
  sizeSlack: 0.07,
  /** Middle of the oval guide, and how far from it the face's centre may be, as shares of the frame's shorter side. */
  guide: { x: 0.5, y: 0.48 },
  reach: { x: 0.4, y: 0.33 },
  /** Share of the face's outline that may lie outside the frame. */
  maxCutOff: 0.12,
  /** Magnitudes; see `FaceGeometry`. */
  maxYaw: 0.5,
  maxPitch: 0.6,
  maxRoll: 0.5,
  /** Too dark when even the highlights of the face are below this: in usable light no skin is that dark. */
  minHighlight: 0.14,
  maxClippedDark: 0.5,
  maxClippedBright: 0.3,
  minBalance: 0.33,
  minContrast: 0.06,
  /** Sharpness of a webcam face with a defocus of about 0.06 scale; faces in live clips have 0.35 and more. */
  minSharpness: 0.24,
  /**
   * Units of `scale` a second; only movement that blurs in any exposure: people without instructions sway by 2 to 6. Slower movement is
   * allowed, but `overall` prefers the frame at which it pauses.
   */
  maxSpeed: 10,
} as const;

/** Brow to chin, and cheek to cheek, in units of `FaceGeometry.scale`. */
const FACE_HEIGHT = 2.1;
const FACE_WIDTH = 1.6;
/** From the centre (between eyes and mouth) to the middle of brow and chin, along the face. */
const FACE_MIDDLE = 0.15;

export interface QualityInput {
  readonly pixels: Pixels;
  readonly geometry: FaceGeometry;
  /** Faces that compete with the main one. */
  readonly rivals: number;
  /** How fast the face moves, units of `scale` a second; 0 when unknown. */
  readonly speed: number;
  /** The frame before had the face, neither too far nor too close. */
  readonly wasInRange?: boolean;
  /** Pixels of the picture that would be submitted, which may be larger. Default: nothing is submitted. */
  readonly picture?: { readonly width: number; readonly height: number };
}

export interface Assessment {
  readonly quality: FrameQuality;
  /** In the order of `ISSUES`. */
  readonly issues: readonly Issue[];
}

export const assessQuality = (input: QualityInput): Assessment => {
  const { pixels, geometry, rivals, speed, wasInRange = false } = input;
  const slack = wasInRange ? QUALITY.sizeSlack : 0;
  const exposure = measureExposure(facePatch(pixels, geometry));
  const size = (FACE_HEIGHT * geometry.scale) / Math.min(pixels.width, pixels.height);
  const issues: Issue[] = [
    ...(rivals > 0 ? (['several-faces'] as const) : []),
    ...placeIssues(pixels, geometry, { size, slack, isSmallInPicture: isSmallInPicture(input) }),
    ...poseIssues(geometry),
    ...lightIssues(exposure),
    ...(exposure.sharpness < QUALITY.minSharpness ? (['blurred'] as const) : []),
    ...(speed > QUALITY.maxSpeed ? (['hold-still'] as const) : []),
  ];
  const { highlight: _, ...measured } = exposure;
  return { quality: { size, ...measured, overall: overallOf(input, exposure, size) }, issues };
};

/** The upright outline of the face in pixels of the frame, from eyes and mouth. */
export const faceOutline = (geometry: FaceGeometry): Box => {
  const middle = faceMiddle(geometry);
  const width = FACE_WIDTH * geometry.scale;
  const height = FACE_HEIGHT * geometry.scale;
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
};

const faceMiddle = ({ center, scale, roll }: FaceGeometry): Point => ({
  x: center.x - Math.sin(roll) * FACE_MIDDLE * scale,
  y: center.y + Math.cos(roll) * FACE_MIDDLE * scale,
});

/** A gateway accepts a small picture only if the face fills enough of it. Asks for a little more at first, to allow for jitter. */
const isSmallInPicture = ({ pixels, geometry, picture, wasInRange = false }: QualityInput): boolean => {
  if (picture === undefined || Math.min(picture.width, picture.height) >= FULL_SHORT_SIDE) {
    return false;
  }
  const width = (FACE_WIDTH * geometry.scale * picture.width) / pixels.width;
  return width < LEAST_FACE_WIDTH * (wasInRange ? 1 : 1 + QUALITY.sizeSlack);
};

interface Placing {
  readonly size: number;
  readonly slack: number;
  readonly isSmallInPicture: boolean;
}

const placeIssues = (
  pixels: Pixels,
  geometry: FaceGeometry,
  { size, slack, isSmallInPicture: isSmall }: Placing,
): Issue[] => {
  const outline = faceOutline(geometry);
  const issues: Issue[] = [];
  const isClose = size > QUALITY.maxSize * (1 + slack);
  if (!isClose && cutOffShare(outline, pixels) > QUALITY.maxCutOff) {
    issues.push('face-cut-off');
  }
  if (isSmall || size < QUALITY.minSize * (1 - slack) || geometry.scale < QUALITY.minScalePx * (1 - slack)) {
    issues.push('too-far');
  } else if (isClose) {
    issues.push('too-close');
  }
  const { right, down } = offsetOf(pixels, geometry);
  // The preview is a mirror: what is right in the image is the person's left.
  if (Math.abs(right) > QUALITY.reach.x) {
    issues.push(right > 0 ? 'move-right' : 'move-left');
  }
  if (Math.abs(down) > QUALITY.reach.y) {
    issues.push(down > 0 ? 'move-up' : 'move-down');
  }
  return issues;
};

/** From the guide's middle to the face's, in shares of the frame's shorter side; positive to the image's right and down. */
const offsetOf = (pixels: Pixels, geometry: FaceGeometry): { right: number; down: number } => {
  const short = Math.min(pixels.width, pixels.height);
  const middle = faceMiddle(geometry);
  return {
    right: (middle.x - QUALITY.guide.x * pixels.width) / short,
    down: (middle.y - QUALITY.guide.y * pixels.height) / short,
  };
};

const cutOffShare = (outline: Box, frame: { width: number; height: number }): number => {
  const across = Math.min(frame.width, outline.x + outline.width) - Math.max(0, outline.x);
  const down = Math.min(frame.height, outline.y + outline.height) - Math.max(0, outline.y);
  return 1 - (Math.max(0, across) * Math.max(0, down)) / (outline.width * outline.height);
};

const poseIssues = ({ yaw, pitch, roll }: FaceGeometry): Issue[] => [
  ...(Math.abs(yaw) > QUALITY.maxYaw || Math.abs(pitch) > QUALITY.maxPitch ? (['look-straight'] as const) : []),
  ...(Math.abs(roll) > QUALITY.maxRoll ? (['head-tilted'] as const) : []),
];

const lightIssues = (exposure: Exposure): Issue[] => {
  if (exposure.highlight < QUALITY.minHighlight || exposure.clippedDark > QUALITY.maxClippedDark) {
    return ['too-dark'];
  }
  if (exposure.clippedBright > QUALITY.maxClippedBright) {
    return ['too-bright'];
  }
  if (exposure.balance < QUALITY.minBalance) {
    return ['uneven-light'];
  }
  // Fog, a dirty lens or light into the lens lower the contrast without clipping.
  return exposure.contrast < QUALITY.minContrast ? ['too-bright'] : [];
};

/** Sharp, near, frontal, still, evenly lit; a product, so that one bad factor is not offset by the others. */
const overallOf = ({ pixels, geometry, speed }: QualityInput, exposure: Exposure, size: number): number => {
  const { right, down } = offsetOf(pixels, geometry);
  const parts = [
    ramp(exposure.sharpness, 0, 0.5),
    ramp(size, 0, 0.5),
    // Steep, because a turned head harms face matching most: sharpness must not offset it.
    1 - 0.9 * ramp(Math.hypot(geometry.yaw, geometry.pitch), 0.05, 0.6),
    1 - 0.5 * ramp(Math.abs(geometry.roll), 0, 0.6),
    1 - 0.5 * ramp(Math.hypot(right, down), 0, 0.5),
    1 - 0.5 * ramp(speed, 0, QUALITY.maxSpeed / 2),
    1 - ramp(exposure.clippedBright + exposure.clippedDark, 0, 0.5),
    0.5 + 0.5 * exposure.balance,
    0.5 + 0.5 * ramp(exposure.contrast, 0, 0.3),
  ];
  return parts.reduce((product, part) => product * part, 1);
};
