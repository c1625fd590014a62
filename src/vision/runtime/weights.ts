/** The weights of a net's file, handed out in the order in which its layers ask for them. */
import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { LifesignError } from '../../errors.ts';
import { decodeFloat16 } from './float16.ts';

/** Hands out the net's next weights in that shape, on the current backend. */
export type NextWeight = (shape: readonly number[]) => Tensor;

export interface WeightReader {
  readonly next: NextWeight;
  /** Throws when weights are left over. */
  readonly finish: () => void;
}

/** `bytes` are half precision. Both calls throw `engine-failed` when there are not as many as the layers need. */
export const createWeightReader = (bytes: ArrayBuffer): WeightReader => {
  const values = decodeFloat16(bytes);
  let at = 0;
  return {
    next: (shape) => {
      const end = at + shape.reduce((product, side) => product * side, 1);
      if (end > values.length) {
        throw mismatch();
      }
      const weight = tensor(values.slice(at, end), [...shape]);
      at = end;
      return weight;
    },
    finish: () => {
      if (at !== values.length) {
        throw mismatch();
      }
    },
  };
};

const mismatch = (): LifesignError =>
  new LifesignError('engine-failed', 'Weights and topology of the net do not belong together');
