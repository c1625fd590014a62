/**
 * Moments that a session draws: of which shares of its hold it wants to see a small frame, and whether those that were signed
 * are of them. Pure.
 */
import { createHash } from 'node:crypto';
import type { EvidencePayload } from 'lifesign/contract';
import { TEMPORAL } from 'lifesign/vision';
import { Refusal } from './refusal.ts';

/**
 * `when-offered`: who sends frames is judged by them as well, who sends none as before. `required`: evidence without them is
 * refused. `off`: none are asked for.
 */
export const MOMENT_POLICIES = ['required', 'when-offered', 'off'] as const;
export type MomentPolicy = (typeof MOMENT_POLICIES)[number];

const COUNT = 3;
/** Shares of the window: none at its very ends, and no two closer than this. */
const MARGIN = 0.05;
const LEAST_GAP = 0.25;

/**
 * The shares of a session's hold, ascending. They are the nonce's: as unpredictable before the session is there, of use for no
 * other one, and gone with it.
 */
export const drawMoments = (nonce: string): readonly number[] => {
  const digest = createHash('sha256').update(`moments\n${nonce}`).digest();
  const free = 1 - 2 * MARGIN - (COUNT - 1) * LEAST_GAP;
  return Array.from({ length: COUNT }, (_, index) => digest.readUInt32BE(4 * index) / 2 ** 32)
    .toSorted((one, other) => one - other)
    .map((at, index) => Math.round(1000 * (MARGIN + at * free + index * LEAST_GAP)) / 1000);
};

/** What a session tells the device; nothing where the policy wants none. */
export const momentsToAsk = (policy: MomentPolicy, nonce: string): { readonly moments?: number[] } =>
  policy === 'off' ? {} : { moments: [...drawMoments(nonce)] };

/** Whether the device signed them. Throws a `Refusal` (`evidence`) where it signed others, or taken at other times. */
export const areMomentsJudged = (
  policy: MomentPolicy,
  { moments: signed, device }: Pick<EvidencePayload, 'moments' | 'device'>,
  nonce: string,
): boolean => {
  if (policy === 'off') {
    return false;
  }
  if (signed === undefined) {
    if (policy === 'required') {
      throw new Refusal('evidence', 'moments-missing');
    }
    return false;
  }
  const shares = drawMoments(nonce);
  if (signed.length !== shares.length || signed.some(({ share }, index) => share !== shares[index])) {
    throw new Refusal('evidence', 'moments-of-another-session');
  }
  if (signed.some(({ share, atMs }) => !isInTime(share, atMs, device))) {
    throw new Refusal('evidence', 'moments-out-of-time');
  }
  return true;
};

/** The nearest frame lies no farther than the window's gaps let it, on a slow device than its frames lie apart. */
const isInTime = (share: number, atMs: number, { windowMs, frames }: EvidencePayload['device']): boolean => {
  const interval = windowMs / Math.max(1, frames - 1);
  const tolerance = Math.max(TEMPORAL.maxGapMs / 2, 1.5 * interval);
  return atMs >= 0 && atMs <= windowMs && Math.abs(atMs - share * windowMs) <= tolerance;
};
