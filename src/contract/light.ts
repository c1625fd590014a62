/**
 * Light that a gateway draws for an attempt: the screen takes soft tints in an order that belongs to the attempt, and the
 * face reflects them.
 */

/**
 * The tints, of one relative luminance (0.72): a change between two of them is a change of colour and no flash, and dark text is
 * readable on each.
 */
export const TINTS = {
  pink: '#ffccff',
  apricot: '#ffd5ad',
  mint: '#adeaad',
  sky: '#ade4ff',
} as const;

export type Tint = keyof typeof TINTS;

export const TINT_NAMES = Object.keys(TINTS) as readonly Tint[];

export const LIGHT = {
  /** Tints of one attempt, each another one. */
  steps: 4,
  /** Small frames of each. */
  framesPerStep: 2,
  /** From one tint to the next. */
  fadeMs: 450,
  /** From the beginning of a change until a frame shows the new tint alone: the fade, and what screen and camera take. */
  settleMs: 550,
  /** Between two frames of a step, at least. */
  gapMs: 75,
  /** All of it, on the slowest device. */
  maxMs: 30_000,
} as const;

/** What is signed about the light that was shown. */
export interface SignedLight {
  /** In the order in which they were shown. */
  readonly tints: readonly Tint[];
  /** {@link LIGHT.framesPerStep} of each tint, in that order. */
  readonly frames: readonly {
    /** When the frame was taken, milliseconds from the first of them. */
    readonly atMs: number;
    /** Lower-case hex SHA-256 of the JPEG. */
    readonly sha256: string;
  }[];
}
