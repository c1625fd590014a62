import { expect, it } from 'vitest';
import { decodeFloat16 } from './float16.ts';

it.each([
  [0x0000, 0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0x0400, 2 ** -14],
  [0x0001, 2 ** -24],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
  [0x7e00, Number.NaN],
])('reads %i as %d', (half, value) => {
  expect(decodeFloat16(new Uint8Array([half & 0xff, half >> 8]).buffer)).toEqual(Float32Array.of(value));
});

it('reads one value for each pair of bytes', () => {
  expect(decodeFloat16(new ArrayBuffer(10))).toHaveLength(5);
});
