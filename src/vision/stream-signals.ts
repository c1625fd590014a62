/**
 * What the sequence of frames says about the stream itself: pictures that are frozen, repeat, or have a timing that no
 * camera has. Independent of faces.
 */
import { mean, pairs, quantile, spread } from './statistics.ts';
import { thumbnailBlocks, thumbnailDifference, thumbnailHash } from './thumbnail.ts';

export const STREAM = {
  /** Thumbnails that differ less (0..1) are the same frame: the quietest sensor differs by more. */
  sameFrame: 0.0001,
  /** Frames at least this far apart that are more alike than neighbours, by this factor, may show the same moment twice. */
  returnMs: 150,
  returnFactor: 0.6,
  /** A living person moves within this time. */
  driftMs: 650,
  /** With fewer frames, or longer intervals, movement cannot be distinguished from noise or from a return: people move far in 0.1 s. */
  minFrames: 20,
  maxIntervalMs: 80,
} as const;

export interface StreamFrame {
  /** Milliseconds. */
  readonly at: number;
  /** See `thumbnailBlocks`. */
  readonly blocks: Float32Array;
  /** See `thumbnailHash`. */
  readonly hash: number;
  /** Difference from the frame before, 0..1; null for the first. */
  readonly change: number | null;
  /** Identical to an earlier frame of the window that is not the previous one. No sensor does that. */
  readonly isLooped: boolean;
  /** More similar to an earlier frame than to the previous one. */
  readonly isReturn: boolean;
}

export interface StreamSignals {
  /** Mean difference of neighbours, 0..1. */
  readonly frameChange: number;
  /** Share of frames identical to the previous one. */
  readonly frozenShare: number;
  /** Share of frames identical to an earlier one of the window. */
  readonly loopShare: number;
  /**
   * Share of frames that show an earlier moment again, noise or not: 0.2 and more in a loop, at most 0.1 in recordings of
   * people; a head that nods fast also returns to earlier poses. 0 when there are too few frames.
   */
  readonly returnShare: number;
  /**
   * How much more the tenth of the picture that changes most changes in `driftMs` than from one frame to the next. About 1.2 =
   * noise alone, a still picture; people reach 3 and more. `NO_DRIFT` when there are too few frames.
   */
  readonly drift: number;
  /** Median, and standard deviation over it. */
  readonly intervalMs: number;
  readonly intervalJitter: number;
}

/** Value of a drift that could not be measured. */
export const NO_DRIFT = 10;

/** @param earlier the frames of the window before it, oldest first. */
export const streamFrame = (
  at: number,
  thumbnail: Uint8Array,
  before: Uint8Array | null,
  earlier: readonly StreamFrame[],
): StreamFrame => {
  const blocks = thumbnailBlocks(thumbnail);
  const change = before === null ? null : thumbnailDifference(before, thumbnail);
  const hash = thumbnailHash(thumbnail);
  const previous = earlier.at(-1);
  const isLooped = previous?.hash !== hash && earlier.some((frame) => frame.hash === hash);
  const step = previous === undefined || isSame(change) ? 0 : distance(previous.blocks, blocks);
  const isReturn =
    step > 0 &&
    earlier.some(
      (frame) => at - frame.at >= STREAM.returnMs && distance(frame.blocks, blocks) < STREAM.returnFactor * step,
    );
  return { at, blocks, hash, change, isLooped, isReturn };
};

export const measureStream = (frames: readonly StreamFrame[]): StreamSignals => {
  const changes = frames.flatMap(({ change }) => (change === null ? [] : [change]));
  const intervals = pairs(frames).map(([before, now]) => now.at - before.at);
  const intervalMs = quantile(intervals, 0.5);
  const isDense = frames.length >= STREAM.minFrames && intervalMs <= STREAM.maxIntervalMs;
  return {
    frameChange: mean(changes),
    frozenShare: changes.filter(isSame).length / Math.max(1, changes.length),
    loopShare: frames.filter(({ isLooped }) => isLooped).length / Math.max(1, frames.length),
    returnShare: isDense ? frames.filter(({ isReturn }) => isReturn).length / frames.length : 0,
    drift: isDense ? driftOf(frames) : NO_DRIFT,
    intervalMs,
    intervalJitter: intervalMs === 0 ? 0 : spread(intervals) / intervalMs,
  };
};

const isSame = (change: number | null): boolean => change !== null && change < STREAM.sameFrame;

const distance = (one: Float32Array, other: Float32Array): number => {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) {
    sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0));
  }
  return sum / one.length;
};

/** Block by block, because most of a picture is wall: only the blocks of the person change over time. */
const driftOf = (frames: readonly StreamFrame[]): number => {
  const near = pairs(frames).filter(([, now]) => !isSame(now.change));
  const far = frames.flatMap((now) =>
    frames.filter((before) => now.at - before.at >= STREAM.driftMs).map((before) => [before, now] as const),
  );
  const short = meanChange(near);
  const ratios = [...meanChange(far)].map((change, block) => change / Math.max(short[block] ?? 0, LEAST_CHANGE));
  return far.length === 0 ? NO_DRIFT : Math.min(NO_DRIFT, quantile(ratios, 0.9));
};

/** A block that changes less than this has no usable ratio: a fiftieth of a grey level in a hundred. */
const LEAST_CHANGE = 0.0002;

const meanChange = (steps: readonly (readonly [StreamFrame, StreamFrame])[]): Float64Array => {
  const sums = new Float64Array(steps[0]?.[0].blocks.length ?? 0);
  for (const [before, now] of steps) {
    for (let block = 0; block < sums.length; block += 1) {
      sums[block] = (sums[block] ?? 0) + Math.abs((now.blocks[block] ?? 0) - (before.blocks[block] ?? 0));
    }
  }
  return sums.map((sum) => sum / steps.length);
};
