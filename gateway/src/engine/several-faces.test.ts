/** One rule for two people in one picture: what the device refuses while framing, the gateway refuses when it is uploaded. */
import { createBlazeFace } from 'lifesign/vision';
import { expect, test } from 'vitest';
import { createAnalyzer } from '../../../src/vision/analyze.ts';
import { renderPicture } from '../../../testkit/rendered-face.ts';
import { readNetFiles } from './assets.ts';
import { startBackend } from './backend.ts';
import { decodeImage } from './decode.ts';
import { findPortrait, problemOf } from './portrait.ts';

test.each([
  [110, false],
  [160, true],
  [230, true],
])('beside a face 260 pixels high, one of %i', { timeout: 60_000 }, async (size, isRefused) => {
  await startBackend();
  const detector = await createBlazeFace(await readNetFiles('face-detector'));
  const analyzer = createAnalyzer({
    detector: { detect: (frame) => detector.detect(frame, 0.5), dispose: () => undefined },
    net: { score: () => 0.9 },
    thresholds: { live: 0.5, spoof: 0.2 },
  });
  const faces = [
    { x: 300, y: 240, size: 260 },
    { x: 530, y: 240, size },
  ];
  const picture = await renderPicture({ faces });
  const pixels = await decodeImage(picture);
  const found = await findPortrait(picture, detector);
  if (pixels === null || !found.ok) {
    throw new Error('The picture shows nothing');
  }
  const { issues } = await analyzer.analyze(pixels, 0);
  detector.dispose();
  expect(issues.includes('several-faces')).toBe(isRefused);
  expect(problemOf(found.portrait) === 'several-faces').toBe(isRefused);
});
