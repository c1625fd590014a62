/** What a net is made of, as the trainer exports it: branches, each a chain of layers over one crop of the face. */
import { LifesignError } from '../../errors.ts';
import type { CropSpec } from '../crop.ts';

export type Activation = 'linear' | 'relu6';

export type Layer =
  | {
      readonly op: 'conv' | 'depthwise';
      /** Kernel: height, width, inputs, outputs (depthwise: channels, 1). */
      readonly shape: readonly [number, number, number, number];
      readonly stride: number;
      /** Pixels of zeros around the input. */
      readonly pad: number;
      readonly activation: Activation;
      /** Index of the layer whose output is added to this one's. */
      readonly add?: number;
    }
  | { readonly op: 'mean' }
  | { readonly op: 'dense'; readonly shape: readonly [number, number]; readonly activation: Activation };

export interface Branch {
  readonly name: string;
  /** Of this branch's logit in the score. */
  readonly weight: number;
  readonly crop: CropSpec;
  /** Inputs are `(value - mean) / std`. */
  readonly mean: number;
  readonly std: number;
  readonly layers: readonly Layer[];
}

/** Logits that the exported weights give for the synthetic picture of that seed, one for each branch. */
export interface KnownAnswer {
  readonly seed: number;
  readonly logits: readonly number[];
}

export interface Topology {
  readonly format: 1;
  readonly dtype: 'float16';
  readonly branches: readonly Branch[];
  readonly knownAnswers: readonly KnownAnswer[];
}

/** The bytes are verified by hash before they come here, so only the format is checked, not every field. */
export const parseTopology = (bytes: ArrayBuffer): Topology => {
  try {
    const topology = JSON.parse(new TextDecoder().decode(bytes)) as Topology;
    if (topology.format === 1 && topology.dtype === 'float16' && topology.branches.length > 0) {
      return topology;
    }
  } catch (cause) {
    throw new LifesignError('engine-failed', 'The net is not readable', { cause });
  }
  throw new LifesignError('engine-failed', 'The net is of another format than this release runs');
};
