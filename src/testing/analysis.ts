/** Made-up analyses for tests: complete and plausible, with the changes that a test asks for. */
import type { FrameAnalysis, Issue, Verdict, WindowVerdict } from '../vision/types.ts';

/** `good`, the single issue of the frame, or fields that replace those of a good analysis. */
export type ScriptedFrame = 'good' | Issue | Partial<FrameAnalysis>;

const SCORES = { live: 0.97, uncertain: 0.5, spoof: 0.03 } as const satisfies Record<Verdict, number>;

/** A verdict with a score and signals that fit it. */
export const windowVerdict = (verdict: Verdict, windowMs = 1200): WindowVerdict => ({
  verdict,
  score: SCORES[verdict],
  frames: Math.max(1, Math.round(windowMs / 33)),
  windowMs,
  signals: { meanScore: SCORES[verdict] },
});

const GOOD: FrameAnalysis = {
  at: 0,
  width: 1280,
  height: 720,
  faceCount: 1,
  face: {
    box: { x: 0.36, y: 0.2, width: 0.28, height: 0.58 },
    confidence: 0.98,
    center: { x: 0.5, y: 0.5 },
    roll: 0,
    yaw: 0,
    pitch: 0,
  },
  quality: {
    size: 0.58,
    luma: 0.55,
    clippedDark: 0,
    clippedBright: 0,
    balance: 0.95,
    contrast: 0.6,
    sharpness: 0.8,
    overall: 0.9,
  },
  issues: [],
  liveness: SCORES.live,
  window: null,
  costMs: 12,
};

/** A complete analysis. `changes` override the frame's fields. */
export const frameAnalysis = (frame: ScriptedFrame = 'good', changes: Partial<FrameAnalysis> = {}): FrameAnalysis => {
  if (typeof frame !== 'string') {
    return { ...GOOD, ...frame, ...changes };
  }
  if (frame === 'good') {
    return { ...GOOD, ...changes };
  }
  const seen = frame === 'no-face' ? { faceCount: 0, face: null, quality: null } : {};
  const several = frame === 'several-faces' ? { faceCount: 2 } : {};
  return { ...GOOD, ...seen, ...several, issues: [frame], liveness: null, ...changes };
};
