import { describe, expect, it } from 'vitest';
import type { Evidence, UploadMoment } from '../backend.ts';
import { chooseFrames } from './moments.ts';

const frame = (atMs: number): UploadMoment => ({ bytes: Uint8Array.of(atMs & 255), sha256: `${atMs}`, atMs });

const images = [{ type: 'SELFIE', bytes: Uint8Array.of(1), sha256: 'aa' }] as const;

const choose = (shares: readonly number[], times: readonly number[], windowMs: number) =>
  chooseFrames(
    { moments: shares, light: [] },
    { images, moments: times.map(frame), evidence: { device: { windowMs } } as Evidence },
  );

const NOTHING = { signed: {}, sent: {} };

describe('frames of moments', () => {
  it('takes the nearest frames of the window, whatever its length', () => {
    const fast = choose([0.2, 0.5, 0.9], [0, 75, 150, 225, 300, 375, 450, 525, 600, 675, 750, 825, 900, 975], 1000);
    expect(fast.signed.moments).toEqual([
      { share: 0.2, atMs: 225, sha256: '225' },
      { share: 0.5, atMs: 525, sha256: '525' },
      { share: 0.9, atMs: 900, sha256: '900' },
    ]);
    const slow = choose([0.2, 0.5, 0.9], [0, 700, 1400, 2100, 2800], 2800);
    expect(slow.signed.moments?.map(({ atMs }) => atMs)).toEqual([700, 1400, 2800]);
  });

  it('takes no frame twice', () => {
    expect(choose([0.38, 0.63], [0, 250, 500, 750, 1000], 1000).signed.moments?.map(({ atMs }) => atMs)).toEqual([
      500, 750,
    ]);
    expect(choose([0.4, 0.6], [0, 500, 1000], 1000).signed.moments?.map(({ atMs }) => atMs)).toEqual([500, 1000]);
  });

  it('sends none where none is asked for, nothing was captured, or there are too few', () => {
    expect(choose([], [0, 500], 1000)).toEqual(NOTHING);
    expect(choose([0.1, 0.4, 0.8], [0, 500], 1000)).toEqual(NOTHING);
    const stopped = {
      images: [],
      moments: [frame(0)],
      evidence: { device: { windowMs: 1000 } } as unknown as Evidence,
    };
    expect(chooseFrames({ moments: [0.1], light: [] }, stopped)).toEqual(NOTHING);
  });
});

describe('frames of light', () => {
  const tints = ['sky', 'pink', 'mint', 'apricot'] as const;
  const shown = { tints, frames: [0, 90, 700, 790, 1400, 1490, 2100, 2190].map(frame) };
  const captured = {
    images,
    moments: [0, 500, 1000].map(frame),
    light: shown,
    evidence: { device: { windowMs: 1000 } } as Evidence,
  };

  it('come behind those of moments, in the order in which they are signed', () => {
    const { signed, sent } = chooseFrames({ moments: [0.5], light: tints }, captured);
    expect(signed.light).toEqual({ tints, frames: shown.frames.map(({ atMs, sha256 }) => ({ atMs, sha256 })) });
    expect(sent.moments).toHaveLength(9);
    expect(sent.moments?.slice(0, 2)).toEqual([btoa(String.fromCharCode(500 & 255)), btoa('\0')]);
  });

  it('of another order are those of another attempt, and are not sent', () => {
    const other = chooseFrames({ moments: [], light: tints.toReversed() }, captured);
    expect(other).toEqual(NOTHING);
    expect(chooseFrames({ moments: [], light: [] }, captured)).toEqual(NOTHING);
    expect(chooseFrames({ moments: [], light: tints }, { ...captured, images: [] })).toEqual(NOTHING);
  });
});
