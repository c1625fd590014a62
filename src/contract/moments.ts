/**
 * Moments of the hold that a gateway draws for an attempt: beside the pictures it gets a small frame of each. Who has a
 * stolen still or two has none of them.
 */

export const MOMENTS = {
  /** Longer side of a frame, pixels. */
  side: 320,
  jpegQuality: 0.75,
  /** A frame has 7 to 14 kB. */
  maxBytes: 65_536,
  /** Of one attempt. */
  max: 3,
} as const;

/** What is signed about one of them. */
export interface SignedMoment {
  /** The share of the window that was asked for, 0..1, as the gateway named it. */
  readonly share: number;
  /** When the frame was taken, milliseconds from the window's first frame. */
  readonly atMs: number;
  /** Lower-case hex SHA-256 of the JPEG. */
  readonly sha256: string;
}
