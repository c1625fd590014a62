/** Which of the window's small frames are those of the moments that a gateway drew. */
import type { SignedMoment } from '../../contract/index.ts';
import type { SubmitInput, UploadMoment } from '../backend.ts';
import { toBase64 } from './to-base64.ts';

export interface ChosenMoments {
  readonly signed: readonly SignedMoment[];
  /** Base64, in the same order. */
  readonly frames: readonly string[];
}

/**
 * The nearest frame to each share of the window, no frame twice. Null when no moments were requested, when the device stopped
 * a presentation attack, and when there are too few frames.
 */
export const chooseMoments = (
  shares: readonly number[],
  { images, moments = [], evidence }: Pick<SubmitInput, 'images' | 'moments' | 'evidence'>,
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
