import { TINT_NAMES, TINTS, type Tint } from 'lifesign/contract';
import { describe, expect, it } from 'vitest';
import { drawTints, judgeLight } from './light.ts';

const linear = (hex: string): readonly number[] =>
  [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));

/** Skin under a room's light and a tint of a strength, two frames of each. */
const measured = (order: readonly Tint[], strength: number, colour = [0.3, -0.2]) =>
  order.flatMap((tint) => {
    const [red = 0, green = 0, blue = 0] = linear(TINTS[tint]).map((part) => 1 + (strength * part) / 0.72);
    const frame = {
      redGreen: (colour[0] ?? 0) + Math.log(red / green),
      blueGreen: (colour[1] ?? 0) + Math.log(blue / green),
    };
    return [frame, frame];
  });

const orders = (items: readonly Tint[]): readonly (readonly Tint[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first) => orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));

const ALL = orders(TINT_NAMES);

describe('judgeLight', () => {
  it.each([0.05, 0.2, 1, 4])('agrees with the drawn order alone, at a strength of %f', (strength) => {
    const verdicts = ALL.flatMap((drawn) =>
      ALL.map((shown) => ({ isSame: drawn === shown, ...judgeLight(drawn, measured(shown, strength)) })),
    );
    expect(new Set(verdicts.filter(({ isSame }) => isSame).map(({ verdict }) => verdict))).toEqual(new Set(['agrees']));
    const others = verdicts.filter(({ isSame }) => !isSame);
    expect(others.filter(({ verdict }) => verdict === 'agrees')).toEqual([]);
    // Orders that differ only by an exchange of two similar tints give nearly the same colours.
    expect(others.filter(({ verdict }) => verdict === 'contradicts')).toHaveLength(504);
  });

  it('says nothing where the light is too weak, or nothing could be measured', () => {
    const [drawn = TINT_NAMES, other = TINT_NAMES] = [ALL[0], ALL.at(-1)];
    expect(judgeLight(drawn, measured(drawn, 0.01))).toMatchObject({ verdict: 'says-nothing' });
    expect(judgeLight(drawn, measured(other, 0.01))).toMatchObject({ verdict: 'says-nothing' });
    expect(judgeLight(drawn, measured(drawn, 0))).toMatchObject({ verdict: 'says-nothing', drawn: 0 });
    expect(judgeLight(drawn, null)).toEqual({ verdict: 'says-nothing', drawn: null, other: null, strength: null });
    expect(judgeLight(drawn, measured(drawn, 1).slice(1))).toMatchObject({ verdict: 'says-nothing', drawn: null });
  });

  it('measures the strength of the light, whatever the skin and the room', () => {
    const [drawn = TINT_NAMES] = ALL;
    expect(judgeLight(drawn, measured(drawn, 0.2, [1.1, -0.9])).strength).toBeCloseTo(0.2, 2);
  });
});

it('draws each order by the nonce, all about equally often', () => {
  const counts = new Map<string, number>();
  for (let index = 0; index < 2400; index += 1) {
    const order = drawTints(`nonce-${index}`).join(' ');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  expect(Math.min(...counts.values())).toBeGreaterThan(60);
  expect(drawTints('nonce-1')).toEqual(drawTints('nonce-1'));
});
