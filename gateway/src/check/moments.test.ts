import { type EvidencePayload, MOMENTS } from 'lifesign/contract';
import { TEMPORAL } from 'lifesign/vision';
import { expect, test } from 'vitest';
import { areMomentsJudged, drawMoments } from './moments.ts';

const NONCE = 'a-nonce-for-tests';
const WINDOW_MS = 1500;

/** All frames as far from the drawn shares as this, towards the window's middle. */
const signedOff = (offMs: number): Pick<EvidencePayload, 'moments' | 'device'> => ({
  device: { verdict: 'live', score: 0.9, signals: {}, frames: 30, windowMs: WINDOW_MS },
  moments: drawMoments(NONCE).map((share) => ({
    share,
    atMs: share * WINDOW_MS + (share < 0.5 ? offMs : -offMs),
    sha256: 'a'.repeat(64),
  })),
});

test('frames are accepted that lie in the middle of the longest gap, after the first frame of a slot', () => {
  const longest = (TEMPORAL.maxGapMs + MOMENTS.slotMs) / 2;
  expect(areMomentsJudged('required', signedOff(longest), NONCE)).toBe(true);
  expect(() => areMomentsJudged('required', signedOff(longest + 1), NONCE)).toThrow('moments-out-of-time');
});
