import type { Issue } from '../vision/types.ts';

/** The one thing a person is told while framing: an issue to mend, or that all is well. */
export type Hint = Issue | 'hold';

/** What is shown, and what would like to be shown; times are those of the analyses, milliseconds. */
export interface HintTracker {
  readonly shown: Hint;
  readonly shownAt: number;
  readonly wanted: Hint;
  readonly wantedAt: number;
}
