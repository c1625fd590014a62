/**
 * One frame from pixels to `FrameAnalysis`: detect, choose the face, measure, score, add to the window.
 * Runs in a worker and in Node: it uses no canvas, no messages and no clock but the frames' times.
 */
import { LifesignError } from '../errors.ts';
import type { FaceDetector } from './detect.ts';
import type { Size } from './draw-frame.ts';
import { geometryOf } from './geometry.ts';
import { assessQuality, faceOutline } from './quality.ts';
import { countRivals, type LocatedFace, mainFace } from './several-faces.ts';
import { createTemporalWindow, type TemporalSample, type VerdictThresholds } from './temporal.ts';
import { thumbnailOf } from './thumbnail.ts';
import type { DetectedFace, FaceGeometry, FaceInFrame, FrameAnalysis, Pixels, WindowVerdict } from './types.ts';

/** The part of the liveness net that the analysis uses. */
export interface LivenessScorer {
  /** P(bona fide), 0..1. */
  score(pixels: Pixels, geometry: FaceGeometry): number | Promise<number>;
}

export interface AnalyserParts {
  readonly detector: FaceDetector;
  readonly net: LivenessScorer;
  readonly thresholds: VerdictThresholds;
}

export interface Analyser {
  /**
   * Frames in the order of their time, one call at a time. `costMs` counts from `startedAt` (`performance.now()`);
   * `picture` is the size of what would be submitted of the frame.
   */
  analyse(
    pixels: Pixels,
    at: number,
    more?: { readonly startedAt?: number; readonly picture?: Size },
  ): Promise<FrameAnalysis>;
  /** On the good frames of the last 1 to 1.5 s; null while there are too few. */
  verdict(): WindowVerdict | null;
  /** Time of the window's oldest frame; null when empty. */
  readonly since: number | null;
  /** Geometry of the face in the previous frame; null when there was none. */
  readonly geometry: FaceGeometry | null;
  /** Forgets the window, for a new attempt. */
  reset(): void;
}

export const createAnalyser = ({ detector, net, thresholds }: AnalyserParts): Analyser => {
  const window = createTemporalWindow(thresholds);
  let trail: readonly Placed[] = [];
  let lastGeometry: FaceGeometry | null = null;
  let wasInRange = false;

  return {
    analyse: async (pixels, at, { startedAt = performance.now(), picture } = {}) => {
      const faces = (await detector.detect(pixels)).map(withGeometry);
      const main = mainFace(faces, pixels);
      lastGeometry = main?.geometry ?? null;
      const frame = { at, width: pixels.width, height: pixels.height };
      if (main === null) {
        trail = [];
        wasInRange = false;
        const none = { faceCount: 0, face: null, quality: null, issues: ['no-face'], liveness: null } as const;
        return { ...frame, ...none, window: null, costMs: performance.now() - startedAt };
      }
      const { geometry } = main;
      const rivals = countRivals(faces, main);
      trail = [...trail.filter((place) => at - place.at <= SPEED_BASE_MS && place.at < at), { at, geometry }];
      const speed = speedOf(trail);
      window.follow({ at, center: geometry.center, scale: geometry.scale });
      const { quality, issues } = assessQuality({
        pixels,
        geometry,
        rivals,
        speed,
        wasInRange,
        ...(picture === undefined ? {} : { picture }),
      });
      wasInRange = !issues.includes('too-far') && !issues.includes('too-close');
      const liveness = issues.length === 0 ? await scoreOf(net, pixels, geometry) : null;
      if (liveness !== null) {
        window.add(sampleOf(main, pixels, at, liveness));
      }
      return {
        ...frame,
        faceCount: 1 + rivals,
        face: faceInFrame(main, pixels),
        quality,
        issues,
        liveness,
        window: window.verdict(),
        costMs: performance.now() - startedAt,
      };
    },
    verdict: () => window.verdict(),
    get since() {
      return window.since;
    },
    get geometry() {
      return lastGeometry;
    },
    reset: () => {
      window.reset();
      trail = [];
      lastGeometry = null;
      wasInRange = false;
    },
  };
};

/** Rejects a score outside 0..1. NaN compares false with every threshold, so it must not get past here. */
const scoreOf = async (net: LivenessScorer, pixels: Pixels, geometry: FaceGeometry): Promise<number> => {
  const score = await net.score(pixels, geometry);
  if (!(score >= 0 && score <= 1)) {
    throw new LifesignError('engine-failed', `The liveness net gave ${score}`);
  }
  return score;
};

interface Placed {
  readonly at: number;
  readonly geometry: FaceGeometry;
}

interface Candidate extends LocatedFace {
  readonly face: DetectedFace;
}

const withGeometry = (face: DetectedFace): Candidate => ({
  face,
  confidence: face.confidence,
  geometry: geometryOf(face),
});

/** Speed is measured over this time: from one frame to the next, the detector's jitter looks like fast movement. */
const SPEED_BASE_MS = 150;

/** Units of scale per second along the trail; 0 for its first frame. */
const speedOf = (trail: readonly Placed[]): number => {
  const [first, last] = [trail[0], trail.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    return 0;
  }
  const { center, scale } = last.geometry;
  const distance = Math.hypot(center.x - first.geometry.center.x, center.y - first.geometry.center.y);
  return (distance / scale / (last.at - first.at)) * 1000;
};

const sampleOf = ({ geometry }: Candidate, pixels: Pixels, at: number, liveness: number): TemporalSample => ({
  at,
  liveness,
  center: geometry.center,
  scale: geometry.scale,
  frame: { width: pixels.width, height: pixels.height },
  thumbnail: thumbnailOf(pixels),
});

const faceInFrame = ({ face, geometry }: Candidate, { width, height }: Pixels): FaceInFrame => {
  const box = faceOutline(geometry);
  return {
    box: { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height },
    confidence: face.confidence,
    center: { x: geometry.center.x / width, y: geometry.center.y / height },
    roll: geometry.roll,
    yaw: geometry.yaw,
    pitch: geometry.pitch,
  };
};
