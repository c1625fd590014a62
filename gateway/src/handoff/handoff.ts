/** The hand-off of a launch from a computer to a phone, whatever the family: its states, its code, its refusals. */
import { randomBytes } from 'node:crypto';
import { sha256Of } from '../crypto/sha256.ts';

/** One of the two devices. */
export type HandoffSide = 'computer' | 'phone';

/**
 * `waiting`: the link was made and not opened. `opened`: one browser has redeemed it. `expired`: it was not opened in time.
 * `ended`: one of the two sides stopped it.
 */
export const HANDOFF_STATES = ['waiting', 'opened', 'expired', 'ended'] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];

export type HandoffRefusalReason = 'off' | 'missing' | 'used' | 'expired' | 'ended';

export class HandoffRefusal extends Error {
  override readonly name = 'HandoffRefusal';
  readonly reason: HandoffRefusalReason;

  constructor(reason: HandoffRefusalReason) {
    super(`hand-off: ${reason}`);
    this.reason = reason;
  }
}

interface HandoffTimes {
  readonly expires_at: Date;
  readonly redeemed_at: Date | null;
  readonly ended_at: Date | null;
}

export const handoffStateOf = ({ expires_at, redeemed_at, ended_at }: HandoffTimes, now: Date): HandoffState => {
  if (ended_at !== null) {
    return 'ended';
  }
  if (redeemed_at !== null) {
    return 'opened';
  }
  return expires_at.getTime() <= now.getTime() ? 'expired' : 'waiting';
};

/** 256 random bits in the link. Only their hash is stored. */
export const newHandoffCode = (): string => randomBytes(32).toString('base64url');

/** Length of a code, so that longer ones are refused unread. */
export const HANDOFF_CODE_LENGTH = 43;

export const hashHandoffCode = (code: string): string => sha256Of(code);
