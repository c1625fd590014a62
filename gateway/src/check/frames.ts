/**
 * The small frames that come beside the pictures: of moments and of light that the session drew. Whether those that came are the
 * ones that were signed; what they show is for the engine.
 */
import { type EvidencePayload, LIGHT, MOMENTS, type Tint } from 'lifesign/contract';
import { z } from 'zod';
import { sha256Of } from '../crypto/sha256.ts';
import type { SniffImage } from '../images/types.ts';
import type { DrawnPolicy } from './drawn.ts';
import { isLightJudged, lightToAsk, drawTints } from './light.ts';
import { areMomentsJudged, momentsToAsk } from './moments.ts';
import { Refusal } from './refusal.ts';

/** The part of a policy that is about small frames. */
export interface FramesPolicy {
  readonly moments: DrawnPolicy;
  readonly light: DrawnPolicy;
}

const MAX_FRAMES = MOMENTS.max + LIGHT.steps * LIGHT.framesPerStep;
const MAX_BASE64 = Math.ceil(MOMENTS.maxBytes / 3) * 4;

/** The frames as they are sent: base64, in the order in which they were signed, those of moments first. */
export const framesSchema = z.array(z.base64().min(4).max(MAX_BASE64)).min(1).max(MAX_FRAMES);

/** Longest JSON of them, bytes. */
export const MAX_FRAMES_BYTES = MAX_FRAMES * (MAX_BASE64 + 4);

/** The fields that a session's answer has for the device: the frames to take. */
export const framesToAsk = (
  policy: FramesPolicy,
  nonce: string,
): { readonly moments?: number[]; readonly light?: Tint[] } => ({
  ...momentsToAsk(policy.moments, nonce),
  ...lightToAsk(policy.light, nonce),
});

/** Frames of light, and the order that was drawn for them. */
export interface ShownLight {
  readonly tints: readonly Tint[];
  readonly frames: readonly Uint8Array[];
}

/** The frames to be judged; null where none are. */
export interface JudgedFrames {
  readonly moments: readonly Uint8Array[] | null;
  readonly light: ShownLight | null;
}

export const NO_FRAMES: JudgedFrames = { moments: null, light: null };

interface Sent {
  readonly evidence: Pick<EvidencePayload, 'moments' | 'light' | 'device' | 'images'>;
  readonly nonce: string;
  /** Base64. */
  readonly frames: readonly string[] | undefined;
}

/** Throws a `Refusal` (`evidence`, `artifact`) unless they are those that the session drew and the device signed. */
export const openFrames = async (
  sniffImage: SniffImage,
  policy: FramesPolicy,
  { evidence, nonce, frames = [] }: Sent,
): Promise<JudgedFrames> => {
  // A device that saw an attack sends no picture at all.
  if ((policy.moments === 'off' && policy.light === 'off') || Object.keys(evidence.images).length === 0) {
    return NO_FRAMES;
  }
  const { moments = [], light } = evidence;
  const hasMoments = areMomentsJudged(policy.moments, evidence, nonce);
  const hasLight = isLightJudged(policy.light, evidence, nonce);
  const signed = [...moments, ...(light?.frames ?? [])];
  if (signed.length === 0 && frames.length > 0) {
    throw new Refusal('evidence', 'moments-missing');
  }
  const bytes = frames.map((frame) => new Uint8Array(Buffer.from(frame, 'base64')));
  if (bytes.length !== signed.length || bytes.some((frame, index) => sha256Of(frame) !== signed[index]?.sha256)) {
    throw new Refusal('artifact', 'moments: sent and signed bytes differ', { fault: 'not-signed' });
  }
  for (const frame of bytes) {
    const facts = await sniffImage(frame);
    if (facts === null || Math.max(facts.width, facts.height) > MOMENTS.side) {
      throw new Refusal('artifact', 'moments: not a small JPEG or PNG', { fault: 'unreadable' });
    }
  }
  return {
    moments: hasMoments ? bytes.slice(0, moments.length) : null,
    light: hasLight ? { tints: drawTints(nonce), frames: bytes.slice(moments.length) } : null,
  };
};
