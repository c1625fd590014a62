import type { Issue } from '../vision/types.ts';

/** The one thing a person is told while framing: an issue to mend, or that all is well. */
export type Hint = Issue | 'hold';
