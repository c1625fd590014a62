/**
 * Light and focus of the face itself. Every measure is relative (clipping, spread, ratios), so that neither the
 * background nor clothing nor skin tone counts as bad light.
 */
import { PATCH_SIZE } from './face-patch.ts';

export interface Exposure {
  /** Mean luma, 0..1. */
  readonly luma: number;
  /** 95th percentile of luma, 0..1: highlights that any skin shows in sufficient light. */
  readonly highlight: number;
  readonly clippedDark: number;
  readonly clippedBright: number;
  /** Darker half over brighter half, left against right; 1 = even. */
  readonly balance: number;
  /** 5th to 95th percentile of luma, 0..1. */
  readonly contrast: number;
  /** 0..1, independent of contrast. */
  readonly sharpness: number;
}

const BLACK = 8;
const WHITE = 248;

/** 1 for the samples that light is measured on: the corners of the patch hold hair and wall. */
const DISC = Uint8Array.from({ length: PATCH_SIZE * PATCH_SIZE }, (_, index) => {
  const middle = (PATCH_SIZE - 1) / 2;
  const across = (index % PATCH_SIZE) - middle;
  const down = Math.floor(index / PATCH_SIZE) - middle;
  return Math.hypot(across, down) <= PATCH_SIZE / 2 ? 1 : 0;
});

/** @param patch what `facePatch` gives. */
export const measureExposure = (patch: Float32Array): Exposure => {
  const histogram = new Uint32Array(256);
  const halves = [0, 0];
  let total = 0;
  for (let index = 0; index < patch.length; index += 1) {
    if (DISC[index] === 1) {
      const value = patch[index] ?? 0;
      const bin = Math.min(255, Math.max(0, Math.round(value)));
      const half = index % PATCH_SIZE < PATCH_SIZE / 2 ? 0 : 1;
      histogram[bin] = (histogram[bin] ?? 0) + 1;
      halves[half] = (halves[half] ?? 0) + value;
      total += 1;
    }
  }
  const [left = 0, right = 0] = halves;
  const low = percentile(histogram, total, 0.05);
  const high = percentile(histogram, total, 0.95);
  return {
    luma: (left + right) / total / 255,
    highlight: high / 255,
    clippedDark: share(histogram, total, 0, BLACK),
    clippedBright: share(histogram, total, WHITE, 255),
    balance: Math.max(left, right) === 0 ? 1 : Math.min(left, right) / Math.max(left, right),
    contrast: (high - low) / 255,
    sharpness: sharpnessOf(patch),
  };
};

const share = (histogram: Uint32Array, total: number, from: number, to: number): number => {
  let count = 0;
  for (let bin = from; bin <= to; bin += 1) {
    count += histogram[bin] ?? 0;
  }
  return count / total;
};

const percentile = (histogram: Uint32Array, total: number, part: number): number => {
  let count = 0;
  for (let bin = 0; bin < histogram.length; bin += 1) {
    count += histogram[bin] ?? 0;
    if (count >= part * total) {
      return bin;
    }
  }
  return 255;
};

/**
 * How much of the variation between neighbours a blur removes (Crete et al. 2007): a blurred picture loses
 * little. A ratio of the face to itself, so contrast and skin tone cancel out.
 */
const sharpnessOf = (patch: Float32Array): number =>
  Math.min(lossByBlur(patch, 1, PATCH_SIZE), lossByBlur(patch, PATCH_SIZE, 1));

/** Half-width of the blur, in samples. */
const BLUR_REACH = 4;

/** @param along distance of neighbours in the direction that is measured; @param across the other direction's. */
const lossByBlur = (patch: Float32Array, along: number, across: number): number => {
  let before = 0;
  let lost = 0;
  for (let line = 0; line < PATCH_SIZE; line += 1) {
    const start = line * across;
    for (let place = BLUR_REACH; place + BLUR_REACH + 1 < PATCH_SIZE; place += 1) {
      const here = patch[start + place * along] ?? 0;
      const next = patch[start + (place + 1) * along] ?? 0;
      const entering = patch[start + (place + BLUR_REACH + 1) * along] ?? 0;
      const leaving = patch[start + (place - BLUR_REACH) * along] ?? 0;
      const variation = Math.abs(next - here);
      // The step of a moving average is what enters less what leaves.
      const blurred = Math.abs(entering - leaving) / (2 * BLUR_REACH + 1);
      before += variation;
      lost += Math.max(0, variation - blurred);
    }
  }
  return before === 0 ? 0 : lost / before;
};
