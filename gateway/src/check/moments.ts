/**
 * Moments that a session draws: the shares of its hold of which it wants small frames, and the check that the frames received
 * are the signed ones. Their content is judged by the engine.
 */
import { createHash } from 'node:crypto';
import { type EvidencePayload, MOMENTS } from 'lifesign/contract';
import { TEMPORAL } from 'lifesign/vision';
import { z } from 'zod';
import { sha256Of } from '../crypto/sha256.ts';
import type { SniffImage } from '../images/types.ts';
import { Refusal } from './refusal.ts';

/**
 * `when-offered`: frames that are sent are judged too; a capture without frames is judged without them. `required`: evidence
 * without frames is refused. `off`: no frames are requested.
 */
export const MOMENT_POLICIES = ['required', 'when-offered', 'off'] as const;
export type MomentPolicy = (typeof MOMENT_POLICIES)[number];

const COUNT = 3;
/** Shares of the window: none at its very ends, and no two closer than this. */
const MARGIN = 0.05;
const LEAST_GAP = 0.25;

const base64 = z
  .base64()
  .min(4)
  .max(Math.ceil(MOMENTS.maxBytes / 3) * 4);

/** The frames as they are sent: base64, in the order in which they were signed. */
export const momentsSchema = z.array(base64).min(1).max(MOMENTS.max);

/** Longest JSON of them, bytes. */
export const MAX_MOMENTS_BYTES = MOMENTS.max * (Math.ceil(MOMENTS.maxBytes / 3) * 4 + 4);

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
export const momentsToAsk = (policy: MomentPolicy, nonce: string): { readonly moments?: number[] } =>
  policy === 'off' ? {} : { moments: [...drawMoments(nonce)] };

interface Sent {
  readonly evidence: Pick<EvidencePayload, 'moments' | 'device' | 'images'>;
  readonly nonce: string;
  /** Base64. */
  readonly frames: readonly string[] | undefined;
}

/**
 * The frames to be judged; null where none are. Throws a `Refusal` (`evidence`, `artifact`) unless they are those that the
 * session drew and the device signed.
 */
export const openMoments = async (
  sniffImage: SniffImage,
  policy: MomentPolicy,
  { evidence, nonce, frames }: Sent,
): Promise<readonly Uint8Array[] | null> => {
  const { moments: signed, device, images } = evidence;
  // A device that saw an attack sends no picture at all.
  if (policy === 'off' || Object.keys(images).length === 0) {
    return null;
  }
  if (signed === undefined) {
    if (policy === 'required' || frames !== undefined) {
      throw new Refusal('evidence', 'moments-missing');
    }
    return null;
  }
  const shares = drawMoments(nonce);
  if (signed.length !== shares.length || signed.some(({ share }, index) => share !== shares[index])) {
    throw new Refusal('evidence', 'moments-of-another-session');
  }
  if (signed.some(({ share, atMs }) => !isInTime(share, atMs, device))) {
    throw new Refusal('evidence', 'moments-out-of-time');
  }
  const bytes = (frames ?? []).map((frame) => new Uint8Array(Buffer.from(frame, 'base64')));
  if (bytes.length !== signed.length || bytes.some((frame, index) => sha256Of(frame) !== signed[index]?.sha256)) {
    throw new Refusal('artifact', 'moments: sent and signed bytes differ', { fault: 'not-signed' });
  }
  for (const frame of bytes) {
    const facts = await sniffImage(frame);
    if (facts === null || Math.max(facts.width, facts.height) > MOMENTS.side) {
      throw new Refusal('artifact', 'moments: not a small JPEG or PNG', { fault: 'unreadable' });
    }
  }
  return bytes;
};

/** Whether the frame is near enough to the share: within the gaps of a window, or within a frame interval on a slow device. */
const isInTime = (share: number, atMs: number, { windowMs, frames }: EvidencePayload['device']): boolean => {
  const interval = windowMs / Math.max(1, frames - 1);
  const tolerance = Math.max(TEMPORAL.maxGapMs / 2, 1.5 * interval);
  return atMs >= 0 && atMs <= windowMs && Math.abs(atMs - share * windowMs) <= tolerance;
};
