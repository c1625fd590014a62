import { expect, it } from 'vitest';
import { pointsOf, type ExpectedAnswers } from '../../../training/sameness/answers.ts';
import { ASSETS, type AssetId } from '../assets.ts';
import { useWasm, type WasmVariant } from '../runtime/backend.ts';
import { createBlazeFace } from './blazeface.ts';

/** From the root of the repository, which is what the test server serves. */
const load = async (file: string): Promise<ArrayBuffer> => (await fetch(`/${file}`)).arrayBuffer();
const asset = (id: AssetId): Promise<ArrayBuffer> => load(`dist/assets/${ASSETS[id].file}`);
const loadWasm = (variant: WasmVariant): Promise<ArrayBuffer> =>
  asset(variant === 'simd' ? 'tfjs-wasm-simd' : 'tfjs-wasm');

it('finds eyes and mouth where Node finds them', async () => {
  const json = await load('training/sameness/expected.json');
  const { faces } = JSON.parse(new TextDecoder().decode(json)) as ExpectedAnswers;
  await useWasm(loadWasm);
  const [topology, weights] = [await asset('face-detector-topology'), await asset('face-detector-weights')];
  const detector = await createBlazeFace({ topology, weights });
  const got = await pointsOf(detector);
  expect(got.map(({ name, points }) => [name, points.length])).toEqual(
    faces.map(({ name, points }) => [name, points.length]),
  );
  expect(faces.filter(({ points }) => points.length > 0).length).toBeGreaterThanOrEqual(14);
  const gaps = got.flatMap(({ points }, index) =>
    points.map((value, place) => Math.abs(value - (faces[index]?.points[place] ?? Number.NaN))),
  );
  // Pixels. 0.1 would do; wasm is far closer.
  expect(Math.max(...gaps)).toBeLessThan(0.01);
  detector.dispose();
});
