/** Two people in one drawn picture, by the rule that device and gateway share (src/vision/several-faces.ts). */
import { createBlazeFace } from 'lifesign/vision';
import { expect, test } from 'vitest';
import { renderPicture } from '../../../testkit/rendered-face.ts';
import { readNetFiles } from './assets.ts';
import { startBackend } from './backend.ts';
import { findPortrait, problemOf } from './portrait.ts';

test.each([
  [110, false],
  [160, true],
  [230, true],
])('beside a face 260 pixels high, one of %i', { timeout: 60_000 }, async (size, isRefused) => {
  await startBackend();
  const detector = await createBlazeFace(await readNetFiles('face-detector'));
  const faces = [
    { x: 300, y: 240, size: 260 },
    { x: 530, y: 240, size },
  ];
  const picture = await renderPicture({ faces });
  const found = await findPortrait(picture, detector);
  if (!found.ok) {
    throw new Error('The picture shows nothing');
  }
  detector.dispose();
  expect(problemOf(found.portrait) === 'several-faces').toBe(isRefused);
});
