/** The structure of the liveness net, as the trainer exports it: branches, each a graph of layers over a crop of the face or the whole frame. */
import { LifesignError } from '../../errors.ts';
import type { NetInputSpec } from '../net-input.ts';
import type { Layer } from './layers.ts';
import type { WeightType } from './weights.ts';

export interface Branch {
  readonly name: string;
  /** Weight of this branch's logit in the score. */
  readonly weight: number;
  /** How its input is drawn from the frame. */
  readonly crop: NetInputSpec;
  /** Inputs are `(value - mean) / std`. */
  readonly mean: number;
  readonly std: number;
  /** The last one's output is the branch's logit. */
  readonly layers: readonly Layer[];
}

/** Calibration of the joined logit: the probability is the sigmoid of `scale * logit + bias`. */
export interface Calibration {
  readonly scale: number;
  readonly bias: number;
}

/** Logits that the exported weights give for the synthetic picture of that seed, one for each branch. */
export interface KnownAnswer {
  readonly seed: number;
  readonly logits: readonly number[];
}

export interface Topology {
  readonly format: 1;
  readonly dtype: WeightType;
  readonly branches: readonly Branch[];
  /** Without one, the weighted sum of the logits is used unchanged. */
  readonly calibration?: Calibration;
  readonly knownAnswers: readonly KnownAnswer[];
}

/** The bytes are verified by hash before they come here, so only the format is checked, not every field. */
export const parseTopology = (bytes: ArrayBuffer): Topology => {
  try {
    const topology = JSON.parse(new TextDecoder().decode(bytes)) as Topology;
    const isKnown =
      topology.format === 1 &&
      (topology.dtype === 'float16' || topology.dtype === 'int8') &&
      topology.branches.length > 0;
    if (isKnown && isUsable(topology.calibration)) {
      return topology;
    }
  } catch (cause) {
    throw new LifesignError('engine-failed', 'The net is not readable', { cause });
  }
  throw new LifesignError('engine-failed', 'The net is of another format than this release runs');
};

/** A scale that is not positive would reverse the order of the scores. */
const isUsable = (calibration: Calibration | undefined): boolean =>
  calibration === undefined ||
  (Number.isFinite(calibration.scale) && calibration.scale > 0 && Number.isFinite(calibration.bias));
