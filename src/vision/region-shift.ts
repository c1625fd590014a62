/**
 * How far a region of one thumbnail has moved in a later one: the shift at which the two differ least. One shift for the
 * whole region, whatever its outline, because the question is whether it moves as one piece.
 */
import { THUMBNAIL } from './thumbnail.ts';
import type { Point } from './types.ts';

const { columns: COLUMNS, rows: ROWS } = THUMBNAIL;

/** Samples to each side in which the region is searched: a tenth of the frame's width. */
const REACH = 6;
const SIDE = 2 * REACH + 1;
/** Fewer samples are not enough for a result; more than the maximum cost time without making it better. */
const MIN_PLACES = 30;
const MAX_PLACES = 400;
/** Share of the region that must still lie inside the frame. */
const MIN_OVERLAP = 0.6;
/**
 * How much the difference must rise one sample away from the best shift, in grey levels and as a share of the difference
 * at the best shift. For a blank wall it does not rise, and any shift would fit.
 */
const MIN_RISE = 0.3;
const MIN_RISE_SHARE = 0.2;

/**
 * @param places indices into the thumbnails; the region in `before`.
 * @returns samples to the right and down; null when the region is too small, too plain, or went too far.
 */
export const regionShift = (before: Uint8Array, after: Uint8Array, places: readonly number[]): Point | null => {
  const region = thin(places);
  if (region.length < MIN_PLACES) {
    return null;
  }
  const costs = new Float64Array(SIDE * SIDE);
  const changes = new Float64Array(region.length);
  let best = 0;
  for (let index = 0; index < costs.length; index += 1) {
    const cost = unlikeness(before, after, region, changes, (index % SIDE) - REACH, Math.floor(index / SIDE) - REACH);
    costs[index] = cost;
    best = cost < (costs[best] ?? 0) ? index : best;
  }
  const column = best % SIDE;
  const row = Math.floor(best / SIDE);
  const least = costs[best] ?? 0;
  const x = lowest(costs[best - 1], least, costs[best + 1]);
  const y = lowest(costs[best - SIDE], least, costs[best + SIDE]);
  const isInside = column > 0 && row > 0 && column < SIDE - 1 && row < SIDE - 1;
  const isSure = Math.min(x.rise, y.rise) > Math.max(MIN_RISE, MIN_RISE_SHARE * least);
  return isInside && isSure ? { x: column - REACH + x.offset, y: row - REACH + y.offset } : null;
};

const thin = (places: readonly number[]): Int32Array => {
  const count = Math.min(places.length, MAX_PLACES);
  return Int32Array.from({ length: count }, (_, index) => places[Math.floor((index * places.length) / count)] ?? 0);
};

/** Mean absolute deviation from the mean change, so that a change of exposure alone counts as 0. Infinite beyond the frame. */
const unlikeness = (
  before: Uint8Array,
  after: Uint8Array,
  region: Int32Array,
  changes: Float64Array,
  dx: number,
  dy: number,
): number => {
  let count = 0;
  let sum = 0;
  for (const place of region) {
    const x = (place % COLUMNS) + dx;
    const y = Math.floor(place / COLUMNS) + dy;
    if (x >= 0 && y >= 0 && x < COLUMNS && y < ROWS) {
      const change = (after[y * COLUMNS + x] ?? 0) - (before[place] ?? 0);
      changes[count] = change;
      sum += change;
      count += 1;
    }
  }
  if (count < MIN_OVERLAP * region.length) {
    return Number.POSITIVE_INFINITY;
  }
  const middle = sum / count;
  let cost = 0;
  for (let index = 0; index < count; index += 1) {
    cost += Math.abs((changes[index] ?? 0) - middle);
  }
  return cost / count;
};

/** Two lines of equal slope through three neighbours, as absolute differences rise: where they meet, and how fast they rise. */
const lowest = (left = Infinity, middle: number, right = Infinity): { offset: number; rise: number } => {
  if (!Number.isFinite(left) || !Number.isFinite(right)) {
    return { offset: 0, rise: 0 };
  }
  const slope = Math.max(left, right) - middle;
  return { offset: slope <= 0 ? 0 : (left - right) / 2 / slope, rise: (left + right) / 2 - middle };
};
