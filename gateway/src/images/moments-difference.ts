/**
 * Whether frames of a stream are one picture, changed a little: moved, scaled, mirrored, darkened, encoded again. The noise of
 * a camera and of small JPEGs is smoothed first, so that only movement remains as a difference. Pure.
 */
import { differenceOf, type Square } from './copies.ts';
import type { PicturePrint } from './picture-print.ts';

/** Pixels of the square; a head moves by more than this in half a second. */
const SMOOTHING = 1.6;
const REACH = 3;
const WEIGHTS = Array.from({ length: 2 * REACH + 1 }, (_, index) =>
  Math.exp(-((index - REACH) ** 2) / (2 * SMOOTHING ** 2)),
);

/** Two frames with too little to compare count as different. */
const UNKNOWN = 1;

/**
 * The largest difference of any two, those farthest apart in time compared first: 0 when all are one picture. Stops at the first
 * pair that differs by `enough`.
 */
export const momentsDifference = (prints: readonly PicturePrint[], enough: number): number => {
  let most = 0;
  for (const [one, other] of pairsOf(prints)) {
    most = Math.max(most, differenceOfPair(one, other));
    if (most >= enough) {
      return most;
    }
  }
  return most;
};

/** All pairs, those farthest apart in time first. */
const pairsOf = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items
    .flatMap((one, first) =>
      items.slice(first + 1).map((other, index) => ({ pair: [one, other] as const, gap: index })),
    )
    .toSorted((a, b) => b.gap - a.gap)
    .map(({ pair }) => pair);

const differenceOfPair = ({ plain }: PicturePrint, { plain: upright, mirrored }: PicturePrint): number => {
  const one = smoothed(plain.square);
  const others = [upright, ...(mirrored === null ? [] : [mirrored])];
  return Math.min(...others.map(({ square }) => differenceOf(one, smoothed(square)) ?? UNKNOWN));
};

const smoothed = ({ side, data }: Square): Square => {
  const across = smoothedAlong(data, side, 1, data);
  const values = smoothedAlong(across, side, side, data);
  return { side, data: Uint8Array.from(values, (value) => Math.round(value)) };
};

/** `step`: 1 along rows, the side along columns. Pixels beyond the picture are 0 and stay 0. */
const smoothedAlong = (values: ArrayLike<number>, side: number, step: number, seen: Uint8Array): Float32Array =>
  Float32Array.from({ length: side * side }, (_, at) => {
    if (seen[at] === 0) {
      return 0;
    }
    const place = step === 1 ? at % side : Math.floor(at / side);
    let sum = 0;
    let weight = 0;
    for (let offset = -Math.min(REACH, place); offset <= Math.min(REACH, side - 1 - place); offset += 1) {
      const value = values[at + offset * step] ?? 0;
      const share = value === 0 ? 0 : (WEIGHTS[offset + REACH] ?? 0);
      sum += share * value;
      weight += share;
    }
    return Math.max(1, sum / weight);
  });
