/**
 * One hint at a time, slow enough to be read: an issue must last before it is shown, and a hint stays for a minimum time.
 */
import type { Issue } from '../vision/types.ts';
import { POLICY } from './policy.ts';

/** The hint while framing: an issue to correct, or `hold` when there is none. */
export type Hint = Issue | 'hold';

/** The shown hint and the wanted one; times are those of the analyses, milliseconds. */
export interface HintTracker {
  readonly shown: Hint;
  readonly shownAt: number;
  readonly wanted: Hint;
  readonly wantedAt: number;
}

const OPPOSITES: Readonly<Partial<Record<Hint, Hint>>> = {
  'too-far': 'too-close',
  'too-close': 'too-far',
  'move-left': 'move-right',
  'move-right': 'move-left',
  'move-up': 'move-down',
  'move-down': 'move-up',
  'too-dark': 'too-bright',
  'too-bright': 'too-dark',
};

export const trackHint = (shown: Hint, at: number): HintTracker => ({
  shown,
  shownAt: at,
  wanted: shown,
  wantedAt: at,
});

/** The tracker after a frame that asks for `wanted` (the frame's most important issue, or `hold`). */
export const nextHint = (tracker: HintTracker, wanted: Hint, at: number): HintTracker => {
  const wantedAt = wanted === tracker.wanted ? tracker.wantedAt : at;
  const { minShownMs, settleMs, oppositeSettleMs } = POLICY.hint;
  const settle = OPPOSITES[wanted] === tracker.shown ? oppositeSettleMs : settleMs;
  if (wanted !== tracker.shown && at - wantedAt >= settle && at - tracker.shownAt >= minShownMs) {
    return trackHint(wanted, at);
  }
  return { ...tracker, wanted, wantedAt };
};
