import { describe, expect, it } from 'vitest';
import { cutWindows, type Timed } from './windows.ts';

const frame = (time: number | null, score: number, rest: Partial<Timed> = {}): Timed => ({
  source: 's',
  session: 'a',
  person: null,
  attack: null,
  isLive: true,
  time,
  score,
  ...rest,
});

const scores = (frames: readonly Timed[]): readonly (readonly number[])[] =>
  cutWindows(frames).map((window) => window.map(({ score }) => score));

describe('cutWindows', () => {
  it('contain the frames of a second and a half, in order of time', () => {
    expect(scores([frame(1.5, 0.5), frame(0, 0.1), frame(0.7, 0.3), frame(1.2, 0.4), frame(1.6, 1)])).toEqual([
      [0.1, 0.3, 0.4, 0.5],
      [1],
    ]);
  });

  it('do not overlap', () => {
    expect(scores([0, 5, 10, 15, 20, 25].map((tenth) => frame(tenth / 10, tenth)))).toEqual([
      [0, 5, 10, 15],
      [20, 25],
    ]);
  });

  it('start again where the product does: after a gap of more than 0.7 s', () => {
    expect(scores([frame(0, 0.1), frame(0.7, 0.2), frame(1.45, 0.3), frame(1.5, 0.4)])).toEqual([
      [0.1, 0.2],
      [0.3, 0.4],
    ]);
  });

  it.each([
    ['session', { session: 'b' }],
    ['source', { source: 't' }],
    ['person', { person: 'p' }],
    ['class', { isLive: false }],
    ['attack', { attack: 'print' }],
  ])('never mixes two of a %s', (_what, rest) => {
    expect(scores([frame(0, 0.2), frame(0.1, 0.8, rest)])).toEqual([[0.2], [0.8]]);
  });

  it('are single for a picture without a time', () => {
    expect(scores([frame(null, 0.2), frame(null, 0.8), frame(null, 0.4)])).toEqual([[0.2], [0.8], [0.4]]);
  });

  it('do not mix pictures with and without a time', () => {
    expect(
      scores([frame(0, 0.1), frame(null, 0.2), frame(0.5, 0.3), frame(-0.5, 0.4)]).toSorted(
        (one, other) => one.length - other.length,
      ),
    ).toEqual([[0.2], [0.4, 0.1, 0.3]]);
  });

  it('are none for an empty list', () => {
    expect(cutWindows([])).toEqual([]);
  });
});
