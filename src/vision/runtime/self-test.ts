/** Whether this machine computes the answers that the net was exported with: a faulty GPU driver must not decide about people. */
import type { BackendName, FaceGeometry, SelfTest } from '../types.ts';
import type { NetInput, NetInputSpec } from '../net-input.ts';
import { faceCells } from '../whole-frame.ts';
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
    const inputs = syntheticInputs(topology, seed);
    const started = performance.now();
    const got = await net.run(inputs);
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

export const syntheticInputs = (topology: Topology, seed: number): readonly NetInput[] =>
  topology.branches.map(({ crop }) => syntheticInput(crop, seed));

const syntheticInput = (spec: NetInputSpec, seed: number): NetInput => {
  const picture = syntheticPicture(spec.size, seed);
  return 'boxes' in spec ? { picture } : { picture, face: faceCells(SYNTHETIC_FRAME, SYNTHETIC_FACE, spec) };
};

/** The face of every synthetic frame: its box covers parts of cells on all sides. */
const SYNTHETIC_FRAME = { width: 100, height: 100 };
const SYNTHETIC_FACE: FaceGeometry = { center: { x: 45, y: 55 }, scale: 20, roll: 0, yaw: 0, pitch: 0 };

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
  const inputs = syntheticInputs(topology, 0);
  const costs: number[] = [];
  for (let round = 0; round < WARM_UP + TIMED; round += 1) {
    const started = performance.now();
    await net.run(inputs);
    costs.push(performance.now() - started);
  }
  const timed = Float64Array.from(costs.slice(WARM_UP));
  timed.sort();
  return timed[TIMED >> 1] ?? Number.POSITIVE_INFINITY;
};
