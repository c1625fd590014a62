/**
 * Moments that a session draws: the shares of its hold of which it wants small frames, and the check that the signed frames
 * are of those shares. Pure.
 */
import { createHash } from 'node:crypto';
import { type EvidencePayload, MOMENTS } from 'lifesign/contract';
import { TEMPORAL } from 'lifesign/vision';
import { type DrawnPolicy, signedToJudge } from './drawn.ts';
import { Refusal } from './refusal.ts';

const COUNT = 3;
/** Shares of the window: none at its very ends, and no two closer than this. */
const MARGIN = 0.05;
const LEAST_GAP = 0.25;

/**
 * The shares of a session's hold, ascending. Derived from the nonce, so they are unpredictable before the session exists, differ
 * for every session, and need no storage of their own.
 */
export const drawMoments = (nonce: string): readonly number[] => {
  const digest = createHash('sha256').update(`moments\n${nonce}`).digest();
  const free = 1 - 2 * MARGIN - (COUNT - 1) * LEAST_GAP;
  return Array.from({ length: COUNT }, (_, index) => digest.readUInt32BE(4 * index) / 2 ** 32)
    .toSorted((one, other) => one - other)
    .map((at, index) => Math.round(1000 * (MARGIN + at * free + index * LEAST_GAP)) / 1000);
};

/** The field that a session's answer has for the device; empty if the policy is `off`. */
export const momentsToAsk = (policy: DrawnPolicy, nonce: string): { readonly moments?: number[] } =>
  policy === 'off' ? {} : { moments: [...drawMoments(nonce)] };

/** Whether moments are judged. Throws a `Refusal` (`evidence`) for other moments, other times, or required ones that are missing. */
export const areMomentsJudged = (
  policy: DrawnPolicy,
  { moments, device }: Pick<EvidencePayload, 'moments' | 'device'>,
  nonce: string,
): boolean => {
  const signed = signedToJudge(policy, moments, 'moments-missing');
  if (signed === null) {
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

/**
 * Whether the frame is near enough to the share: within the longest gap between kept frames, or within frame intervals on a slow
 * device. The frame that is kept of the slot before a gap may be its first one.
 */
const isInTime = (share: number, atMs: number, { windowMs, frames }: EvidencePayload['device']): boolean => {
  const interval = windowMs / Math.max(1, frames - 1);
  const tolerance = Math.max((TEMPORAL.maxGapMs + MOMENTS.slotMs) / 2, 1.5 * interval);
  return atMs >= 0 && atMs <= windowMs && Math.abs(atMs - share * windowMs) <= tolerance;
};
