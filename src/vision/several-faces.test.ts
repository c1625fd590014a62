import { expect, test } from 'vitest';
import { countRivals, type LocatedFace, mainFace } from './several-faces.ts';

const face = (x: number, scale: number, confidence = 0.9): LocatedFace => ({
  confidence,
  geometry: { center: { x, y: 240 }, scale, roll: 0, yaw: 0, pitch: 0 },
});
const FRAME = { width: 640, height: 480 };

test.each([
  ['half as large', face(540, 45), 1],
  ['less than half as large', face(540, 44), 0],
  ['as large, of low confidence', face(540, 90, 0.6), 0],
  ['larger, at the edge', face(620, 110), 1],
  ['the same face seen twice', face(330, 80), 0],
])('another face: %s', (_how, other, rivals) => {
  const main = face(320, 90);
  expect(mainFace([other, main], FRAME)).toBe(main);
  expect(countRivals([other, main], main)).toBe(rivals);
});
