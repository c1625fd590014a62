import { describe, expect, it } from 'vitest';
import type { Evidence, UploadMoment } from '../backend.ts';
import { chooseMoments } from './moments.ts';

const frame = (atMs: number): UploadMoment => ({ bytes: Uint8Array.of(atMs & 255), sha256: `${atMs}`, atMs });

const choose = (shares: readonly number[], times: readonly number[], windowMs: number) =>
  chooseMoments(shares, {
    images: [{ type: 'SELFIE', bytes: Uint8Array.of(1), sha256: 'aa' }],
    moments: times.map(frame),
    evidence: { device: { windowMs } } as Evidence,
  });

describe('chooseMoments', () => {
  it('takes the nearest frames of the window, whatever its length', () => {
    const fast = choose([0.2, 0.5, 0.9], [0, 75, 150, 225, 300, 375, 450, 525, 600, 675, 750, 825, 900, 975], 1000);
    expect(fast?.signed).toEqual([
      { share: 0.2, atMs: 225, sha256: '225' },
      { share: 0.5, atMs: 525, sha256: '525' },
      { share: 0.9, atMs: 900, sha256: '900' },
    ]);
    const slow = choose([0.2, 0.5, 0.9], [0, 700, 1400, 2100, 2800], 2800);
    expect(slow?.signed.map(({ atMs }) => atMs)).toEqual([700, 1400, 2800]);
  });

  it('takes no frame twice', () => {
    expect(choose([0.38, 0.63], [0, 250, 500, 750, 1000], 1000)?.signed.map(({ atMs }) => atMs)).toEqual([500, 750]);
    expect(choose([0.4, 0.6], [0, 500, 1000], 1000)?.signed.map(({ atMs }) => atMs)).toEqual([500, 1000]);
  });

  it('sends none where none is asked for, nothing was captured, or there are too few', () => {
    expect(choose([], [0, 500], 1000)).toBeNull();
    expect(choose([0.1, 0.4, 0.8], [0, 500], 1000)).toBeNull();
    const stopped = {
      images: [],
      moments: [frame(0)],
      evidence: { device: { windowMs: 1000 } } as unknown as Evidence,
    };
    expect(chooseMoments([0.1], stopped)).toBeNull();
  });
});
