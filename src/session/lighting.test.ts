import { expect, it } from 'vitest';
import { lightingOf } from './lighting.ts';

const GOOD = {
  size: 0.5,
  luma: 0.5,
  clippedDark: 0,
  clippedBright: 0,
  balance: 1,
  contrast: 0.5,
  sharpness: 0.8,
  overall: 0.9,
};

it.each([
  ['even and bright', {}, 1],
  ['half the sufficient brightness', { luma: 0.2 }, 0.5],
  ['a third of the pixels clipped', { clippedBright: 0.3, clippedDark: 0.03 }, 0.67],
  ['from one side only', { balance: 0 }, 0.5],
  ['black', { luma: 0, clippedDark: 1 }, 0],
])('%s: %j', (_what, changes, expected) => {
  expect(lightingOf({ ...GOOD, ...changes })).toBe(expected);
});
