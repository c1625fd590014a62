/** Reads the weights of a net's file in the order of its layers. */
import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { LifesignError } from '../../errors.ts';
import { decodeFloat16 } from './float16.ts';

/**
 * `float16`: all weights in half precision. `int8`: kernels (four axes) as one half-precision factor for each output, then whole
 * numbers from -127 to 127 that are multiplied by it; everything else in half precision. Little-endian, without gaps.
 */
export type WeightType = 'float16' | 'int8';

/** Returns the net's next weights in that shape, on the current backend. */
export type NextWeight = (shape: readonly number[]) => Tensor;

export interface WeightReader {
  readonly next: NextWeight;
  /** Throws when weights are left over. */
  readonly finish: () => void;
}

/** Both calls throw `engine-failed` when there are not as many as the layers need. */
export const createWeightReader = (bytes: ArrayBuffer, type: WeightType): WeightReader => {
  let at = 0;
  const take = (length: number): ArrayBuffer => {
    const end = at + length;
    if (end > bytes.byteLength) {
      throw mismatch();
    }
    const part = bytes.slice(at, end);
    at = end;
    return part;
  };
  const takeHalves = (count: number): Float32Array => decodeFloat16(take(2 * count));

  return {
    next: (shape) => {
      const count = shape.reduce((product, side) => product * side, 1);
      if (type === 'float16' || shape.length !== KERNEL_AXES) {
        return tensor(takeHalves(count), [...shape]);
      }
      const factors = takeHalves(outputsOf(shape));
      return tensor(multiply(new Int8Array(take(count)), factors), [...shape]);
    },
    finish: () => {
      if (at !== bytes.byteLength) {
        throw mismatch();
      }
    },
  };
};

const KERNEL_AXES = 4;

/** The last axis counts outputs; of a depthwise kernel and of a dense layer with one output it is 1, and the one before it counts. */
const outputsOf = (shape: readonly number[]): number => {
  const [last = 1, before = 1] = shape.toReversed();
  return last === 1 ? before : last;
};

/** Outputs are the fastest axis. */
const multiply = (numbers: Int8Array, factors: Float32Array): Float32Array => {
  const values = new Float32Array(numbers.length);
  for (let index = 0; index < values.length; index += 1) {
    values[index] = (numbers[index] ?? 0) * (factors[index % factors.length] ?? 0);
  }
  return values;
};

const mismatch = (): LifesignError =>
  new LifesignError('engine-failed', 'Weights and topology of the net do not belong together');
