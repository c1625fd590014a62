/** Counting stops at this number of rows. */
export const COUNTED = 10_000;

export interface Total {
  /** At most {@link COUNTED}. */
  readonly total: number;
  /** False when there are more rows than were counted. */
  readonly isTotalExact: boolean;
}
