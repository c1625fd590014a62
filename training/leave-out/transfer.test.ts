import { describe, expect, it } from 'vitest';
import type { Timed } from '../evaluate/windows.ts';
import { RULES, transfer } from './transfer.ts';

const samples = (source: string, live: readonly number[], spoof: readonly number[]): Timed[] =>
  [...live.map((score) => ({ score, isLive: true })), ...spoof.map((score) => ({ score, isLive: false }))].map(
    (scored) => ({ ...scored, source, session: null, person: null, attack: null, time: null }),
  );

/** Scores of `b` are those of `a` moved down by 0.3: one threshold does not fit both. */
const shifted = [...samples('a', [0.8, 0.9], [0.5, 0.6]), ...samples('b', [0.5, 0.6], [0.2, 0.3])];

describe('transfer', () => {
  it('decides each source at the threshold chosen on the others', () => {
    // For a: b's people pass from 0.5, so both attacks of a pass. For b: a's pass from 0.8, so no sample of b passes.
    expect(transfer(shifted, RULES.bpcer5)).toEqual({
      apcer: 0.5,
      bpcer: 0.5,
      sources: {
        a: { threshold: 0.5, live: 2, spoof: 2, refused: 0, passed: 2 },
        b: { threshold: 0.8, live: 2, spoof: 2, refused: 2, passed: 0 },
      },
    });
    expect(transfer(shifted, RULES.eer).sources).toMatchObject({ a: { threshold: 0.5 }, b: { threshold: 0.8 } });
  });

  it('refuses at most one in twenty of the others', () => {
    const twenty = Array.from({ length: 20 }, (_value, index) => 0.5 + index / 100);
    const { sources } = transfer([...samples('a', twenty, [0.1]), ...samples('b', [0.505], [0.1])], RULES.bpcer5);
    expect(sources['b']).toEqual({ threshold: 0.51, live: 1, spoof: 1, refused: 1, passed: 0 });
    const nineteen = transfer(
      [...samples('a', twenty.slice(0, 19), [0.1]), ...samples('b', [0.505], [0.1])],
      RULES.bpcer5,
    );
    expect(nineteen.sources['b']).toEqual({ threshold: 0.5, live: 1, spoof: 1, refused: 0, passed: 0 });
  });

  it('counts a source with one class for that class, and skips a source whose others have one class', () => {
    const { sources, apcer, bpcer } = transfer(
      [...samples('a', [0.9], [0.1]), ...samples('live', [0.05], []), ...samples('spoof', [], [0.95])],
      RULES.bpcer5,
    );
    // The others of a are bona fide people at 0.05 and an attack at 0.95.
    expect(sources).toEqual({
      a: { threshold: 0.05, live: 1, spoof: 1, refused: 0, passed: 1 },
      live: { threshold: 0.9, live: 1, spoof: 0, refused: 1, passed: 0 },
      spoof: { threshold: 0.05, live: 0, spoof: 1, refused: 0, passed: 1 },
    });
    expect([apcer, bpcer]).toEqual([1, 0.5]);
    expect(transfer(samples('a', [0.9], [0.1]), RULES.bpcer5)).toEqual({ apcer: null, bpcer: null, sources: {} });
  });
});
