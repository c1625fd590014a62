/** Whether this machine computes the answers that the net was exported with: a faulty GPU driver must not decide about people. */
import type { BackendName, SelfTest } from '../types.ts';
import type { Net } from './net.ts';
import type { Topology } from './topology.ts';

/** Largest accepted difference of a logit. wasm stays below 0.001, half-precision GPUs below this. */
export const SELF_TEST_TOLERANCE = 0.05;
/** Runs that are not timed: the first ones compile shaders and fill caches. */
const WARM_UP = 2;
const TIMED = 5;

export const selfTest = async (net: Net, topology: Topology, backend: BackendName): Promise<SelfTest> => {
  let maxError = 0;
  let costMs = Number.POSITIVE_INFINITY;
  for (const { seed, logits } of topology.knownAnswers) {
    const crops = syntheticCrops(topology, seed);
    const started = performance.now();
    const got = await net.run(crops);
    costMs = performance.now() - started;
    for (const [index, expected] of logits.entries()) {
      const error = Math.abs((got[index] ?? Number.NaN) - expected);
      // NaN compares false with everything: it must count as the largest error.
      maxError = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(maxError, error);
    }
  }
  const passed = topology.knownAnswers.length > 0 && maxError <= SELF_TEST_TOLERANCE;
  return { backend, passed, maxError, costMs };
};

export const syntheticCrops = (topology: Topology, seed: number): readonly Float32Array[] =>
  topology.branches.map(({ crop: { size } }) => syntheticPicture(size, seed));

/** HWC RGB, 0..1. Whole numbers only, so that every machine draws the same; `training/train/export.py` draws it too. */
export const syntheticPicture = (size: number, seed: number): Float32Array =>
  Float32Array.from({ length: size * size * 3 }, (_value, index) => {
    const channel = index % 3;
    const column = Math.floor(index / 3) % size;
    const row = Math.floor(index / (3 * size));
    return ((column * (2 + seed) + row * (3 + 2 * seed) + channel * 11) % 64) / 63;
  });

/** For a comparison of backends; a load does not wait for it. */
export const medianCost = async (net: Net, topology: Topology): Promise<number> => {
  const crops = syntheticCrops(topology, 0);
  const costs: number[] = [];
  for (let round = 0; round < WARM_UP + TIMED; round += 1) {
    const started = performance.now();
    await net.run(crops);
    costs.push(performance.now() - started);
  }
  const timed = Float64Array.from(costs.slice(WARM_UP));
  timed.sort();
  return timed[TIMED >> 1] ?? Number.POSITIVE_INFINITY;
};
