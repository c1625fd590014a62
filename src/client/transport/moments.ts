/** Which small frames are sent: those of the moments and of the light that a gateway drew. */
import type { SignedLight, SignedMoment, Tint } from '../../contract/index.ts';
import type { SubmitInput, UploadMoment } from '../backend.ts';
import { toBase64 } from './to-base64.ts';

/** What the gateway drew for an attempt. */
export interface DrawnFrames {
  /** Shares of the hold. */
  readonly moments: readonly number[];
  readonly light: readonly Tint[];
}

export const NOTHING_DRAWN: DrawnFrames = { moments: [], light: [] };

export interface ChosenFrames {
  /** To be signed. */
  readonly signed: { readonly moments?: readonly SignedMoment[]; readonly light?: SignedLight };
  /** To be sent: base64, in the order in which they are signed. */
  readonly sent: { readonly moments?: readonly string[] };
}

type Captured = Pick<SubmitInput, 'images' | 'moments' | 'light' | 'evidence'>;

export const chooseFrames = (drawn: DrawnFrames, captured: Captured): ChosenFrames => {
  const moments = chooseMoments(drawn.moments, captured);
  const light = chooseLight(drawn.light, captured);
  const frames = [...(moments?.frames ?? []), ...(light?.frames ?? [])];
  return {
    signed: {
      ...(moments === null ? {} : { moments: moments.signed }),
      ...(light === null ? {} : { light: light.signed }),
    },
    sent: frames.length === 0 ? {} : { moments: frames },
  };
};

interface ChosenLight {
  readonly signed: SignedLight;
  readonly frames: readonly string[];
}

/** Null where none was shown, or that of another attempt: one that ran out was replaced since. */
const chooseLight = (drawn: readonly Tint[], { images, light }: Captured): ChosenLight | null => {
  if (images.length === 0 || light === undefined || light.tints.some((tint, index) => tint !== drawn[index])) {
    return null;
  }
  const { tints, frames } = light;
  return {
    signed: { tints, frames: frames.map(({ atMs, sha256 }) => ({ atMs, sha256 })) },
    frames: frames.map(({ bytes }) => toBase64(bytes)),
  };
};

interface ChosenMoments {
  readonly signed: readonly SignedMoment[];
  /** Base64, in the same order. */
  readonly frames: readonly string[];
}

/**
 * The nearest frame to each share of the window, no frame twice. Null when no moments were requested, when the device stopped
 * a presentation attack, and when there are too few frames.
 */
const chooseMoments = (
  shares: readonly number[],
  { images, moments = [], evidence }: Captured,
): ChosenMoments | null => {
  if (shares.length === 0 || images.length === 0) {
    return null;
  }
  const left = [...moments];
  const signed: SignedMoment[] = [];
  const frames: string[] = [];
  for (const share of shares) {
    const nearest = nearestTo(share * evidence.device.windowMs, left);
    if (nearest === null) {
      return null;
    }
    left.splice(left.indexOf(nearest), 1);
    const { bytes, sha256, atMs } = nearest;
    signed.push({ share, atMs, sha256 });
    frames.push(toBase64(bytes));
  }
  return { signed, frames };
};

const nearestTo = (wantedMs: number, frames: readonly UploadMoment[]): UploadMoment | null =>
  frames.reduce<UploadMoment | null>(
    (best, frame) => (best === null || Math.abs(frame.atMs - wantedMs) < Math.abs(best.atMs - wantedMs) ? frame : best),
    null,
  );
