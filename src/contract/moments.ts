/**
 * Moments of the hold that a gateway draws at random for an attempt: beside the pictures it gets a small frame of each. An
 * attacker with one or two stolen stills has no frame of them.
 */

export const MOMENTS = {
  /** Longer side of a frame, pixels. */
  side: 320,
  jpegQuality: 0.75,
  /** One frame is kept of each slot of this length, milliseconds. */
  slotMs: 75,
  /** A frame has 7 to 14 kB. */
  maxBytes: 65_536,
  /** Of one attempt. */
  max: 3,
} as const;

/** What the evidence states about one such frame. */
export interface SignedMoment {
  /** The share of the window that was asked for, 0..1, as the gateway named it. */
  readonly share: number;
  /** When the frame was taken, milliseconds from the window's first frame. */
  readonly atMs: number;
  /** Lower-case hex SHA-256 of the JPEG. */
  readonly sha256: string;
}
