/**
 * The data that vision produces. Scores and ratios are 0..1 and higher is better, unless a field says otherwise;
 * times are milliseconds; lengths in a {@link FrameAnalysis} are normalised by the frame's width (x) and height (y).
 */
import type { ChallengeName } from '../contract/challenge.ts';

/** 8-bit pixels, row-major, no padding, not mirrored. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** 3 = RGB, 4 = RGBA. */
  readonly channels: 3 | 4;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A detector's result for one face, in pixels of the frame. Left and right are the person's own. */
export interface DetectedFace {
  readonly box: Box;
  /** Detector confidence, 0..1. */
  readonly confidence: number;
  readonly rightEye: Point;
  readonly leftEye: Point;
  readonly nose: Point;
  readonly mouth: Point;
  readonly rightEar?: Point;
  readonly leftEar?: Point;
}

/** Where a face is and how it is held, from eyes and mouth alone, so that every detector gives the same. Pixels. */
export interface FaceGeometry {
  /** Midpoint between the eyes' midpoint and the mouth. */
  readonly center: Point;
  /** Scale: the larger of the eye distance and eyes-to-mouth distance (times a constant), so that yaw does not shrink it. */
  readonly scale: number;
  /** Radians, positive when the head leans clockwise in the image. */
  readonly roll: number;
  /** -1..1, 0 is frontal, positive when the nose points to the image's right. */
  readonly yaw: number;
  /** -1..1, 0 is frontal, positive when the nose points down. */
  readonly pitch: number;
}

/** Closed set, in order of priority: a person sees the first that applies. */
export const ISSUES = [
  'no-face',
  'several-faces',
  'face-cut-off',
  'too-far',
  'too-close',
  'move-left',
  'move-right',
  'move-up',
  'move-down',
  'look-straight',
  'head-tilted',
  'too-dark',
  'too-bright',
  'uneven-light',
  'blurred',
  'hold-still',
] as const;
/** `move-left` and `move-right` are the person's own directions in a mirrored preview. */
export type Issue = (typeof ISSUES)[number];

export interface FrameQuality {
  /** Height of the face (brow to chin) over the frame's shorter side. */
  readonly size: number;
  /** Mean luma of the face, 0..1. */
  readonly luma: number;
  /** Share of the face that is clipped to black or to white. */
  readonly clippedDark: number;
  readonly clippedBright: number;
  /** Left-right balance of light on the face, 1 = even. */
  readonly balance: number;
  readonly contrast: number;
  readonly sharpness: number;
  /** One number for choosing the best frame. */
  readonly overall: number;
}

export interface FaceInFrame {
  /** Normalised. */
  readonly box: Box;
  readonly confidence: number;
  /** Normalised. */
  readonly center: Point;
  readonly roll: number;
  readonly yaw: number;
  readonly pitch: number;
}

export type Verdict = 'live' | 'spoof' | 'uncertain';

/** The decision on the frames of the last 1 to 1.5 s. */
export interface WindowVerdict {
  readonly verdict: Verdict;
  /** 0..1, higher is more likely bona fide. */
  readonly score: number;
  readonly frames: number;
  readonly windowMs: number;
  /** Named parts behind the verdict, finite numbers: those of `WindowSignals` in `window-verdict.ts`. */
  readonly signals: Readonly<Record<string, number>>;
}

/**
 * How far a person has come with the challenge that is due. `learning`: their face at rest is not known yet.
 * `turned-away`: the head must come back to the middle first. `begun`: half done, now back. `other-way`: a movement in the
 * opposite direction. `lost`: the face was gone for so long that it may be another one, so the challenge starts over.
 */
export interface ChallengeReading {
  readonly name: ChallengeName;
  readonly stage: 'learning' | 'turned-away' | 'waiting' | 'begun' | 'other-way' | 'done' | 'lost';
}

/** One analysed frame. Plain data: crosses the worker boundary and may be recorded and replayed. */
export interface FrameAnalysis {
  /** Capture time, milliseconds on the page's `performance.now()` clock. */
  readonly at: number;
  readonly width: number;
  readonly height: number;
  readonly faceCount: number;
  readonly face: FaceInFrame | null;
  readonly quality: FrameQuality | null;
  /** Issues that keep this frame from counting, most important first; empty = a good frame. */
  readonly issues: readonly Issue[];
  /** P(bona fide) of this frame alone, 0..1; null when the frame was not scored. */
  readonly liveness: number | null;
  /** Null until the window spans enough good frames. */
  readonly window: WindowVerdict | null;
  /** Only while a challenge is due. */
  readonly challenge?: ChallengeReading;
  /** Milliseconds the worker spent on this frame. */
  readonly costMs: number;
}

/** An analysed frame, kept and encoded; never a second grab from the video. */
export interface CapturedImage {
  readonly type: 'SELFIE' | 'ADDITIONAL_SELFIE';
  /** JPEG bytes of the whole frame, not mirrored. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Lower-case hex SHA-256 of `bytes`. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly at: number;
}

/** A small frame of the window. */
export interface MomentFrame {
  /** JPEG bytes of the whole frame, not mirrored. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Lower-case hex SHA-256 of `bytes`. */
  readonly sha256: string;
  /** Milliseconds from the window's first frame. */
  readonly atMs: number;
}

export interface Capture {
  readonly images: readonly CapturedImage[];
  /** Frames spread over the window, oldest first: a gateway draws the moments of which it wants one. Default: none. */
  readonly moments?: readonly MomentFrame[];
  /** While the screen showed the gateway's tints, in their order; times count from the first. Default: none. */
  readonly light?: readonly MomentFrame[];
  readonly verdict: WindowVerdict;
}

export type BackendName = 'wasm' | 'webgl';

/** The face detector on the device: our runtime, or MediaPipe Tasks, which downloads 3.4 MB more. */
export type DetectorName = 'blazeface' | 'mediapipe';

export interface SelfTest {
  readonly backend: BackendName;
  readonly passed: boolean;
  /** Largest absolute difference from the known answers. */
  readonly maxError: number;
  /** Median milliseconds of one decision. */
  readonly costMs: number;
}

/** The engine's state once it is ready. */
export interface EngineReport {
  readonly selfTest: SelfTest;
  /** Asset id to lower-case hex SHA-256, as verified. */
  readonly models: Readonly<Record<string, string>>;
  readonly loadMs: number;
}
