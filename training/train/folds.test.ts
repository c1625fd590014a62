import { describe, expect, it } from 'vitest';
import { dealFolds } from './folds.ts';

const records = Object.entries({ a: 1, b: 6, c: 5, d: 4, e: 2 }).flatMap(([source, count]) =>
  Array.from({ length: count }, () => ({ source })),
);

describe('dealFolds', () => {
  it('gives every source its own fold, the largest first', () => {
    expect(dealFolds(records, null)).toEqual(['b', 'c', 'd', 'e', 'a'].map((name) => ({ name, sources: [name] })));
  });

  it('deals sources back and forth, so that folds have similar sizes', () => {
    expect(dealFolds(records, 2)).toEqual([
      { name: 'b+e+a', sources: ['b', 'e', 'a'] },
      { name: 'c+d', sources: ['c', 'd'] },
    ]);
  });

  it.each([0, 1, 2.5, 6, Number.NaN])('refuses %s folds of five sources', (count) => {
    expect(() => dealFolds(records, count)).toThrow('--folds is a whole number from 2 to 5');
  });

  it('refuses a fold whose sources are too many to name a folder', () => {
    const long = Array.from({ length: 60 }, (_value, index) => ({ source: `source-${index}` }));
    expect(() => dealFolds(long, 2)).toThrow('use more --folds');
    expect(dealFolds(long, 4)).toHaveLength(4);
  });

  it.each(['a/b', 'a+b', 'a\\b'])('refuses a source that cannot name a folder: %s', (source) => {
    expect(() => dealFolds([{ source }], null)).toThrow('rename');
  });
});
