/** A converted model: our layers and their weights, independent of its original format. */
import type { KernelShape } from '../src/vision/runtime/layers.ts';
import type { PreparedTopology } from '../src/vision/runtime/prepared.ts';

/** Without known answers. */
export interface ConvertedNet {
  readonly graph: Pick<PreparedTopology, 'input' | 'layers' | 'outputs'>;
  /** Half precision. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

export const kernelShape = (shape: readonly number[]): KernelShape => {
  const [a, b, c, d, more] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || more !== undefined) {
    throw new Error(`A kernel has the shape ${shape.join()}`);
  }
  return [a, b, c, d];
};

export const need = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) {
    throw new Error(`The model has no ${what}`);
  }
  return value;
};
