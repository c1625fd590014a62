/** ONNX files of a few bytes, for tests. */
import { writeOnnx } from '../../../training/bench/onnx.ts';
import type { ExpertNet } from '../../src/engine/config.ts';

export interface TinyNet {
  readonly size: number;
  /** The value of each output for a black picture. */
  readonly bias: readonly number[];
  /** The factor of each input plane's mean for each output; plane by plane. Default: 0. */
  readonly slopes?: readonly (readonly number[])[];
}

const PLANES = 3;

/** The mean of each plane, times the slopes, plus the bias. */
export const tinyNet = ({
  size,
  bias,
  slopes = bias.map(() => Array.from({ length: PLANES }, () => 0)),
}: TinyNet): Uint8Array =>
  writeOnnx({
    name: 'tiny',
    nodes: [
      { op: 'GlobalAveragePool', inputs: ['input'], output: 'means', attributes: {} },
      { op: 'Flatten', inputs: ['means'], output: 'flat', attributes: {} },
      { op: 'Gemm', inputs: ['flat', 'slopes', 'bias'], output: 'output', attributes: {} },
    ],
    weights: [
      {
        name: 'slopes',
        shape: [PLANES, bias.length],
        values: Float32Array.from({ length: PLANES * bias.length }, (_value, index) => {
          return slopes[index % bias.length]?.[Math.floor(index / bias.length)] ?? 0;
        }),
      },
      { name: 'bias', shape: [bias.length], values: Float32Array.from(bias) },
    ],
    input: { name: 'input', shape: [1, PLANES, size, size] },
    output: { name: 'output', shape: [1, bias.length] },
  });

/** A configuration entry for a tiny net whose second output means bona fide. */
export const tinyEntry = (changes: Partial<ExpertNet> & Pick<ExpertNet, 'file' | 'sha256'>): ExpertNet => ({
  name: 'tiny',
  crop: { scale: 2, border: 'moved' },
  input: { size: 8, order: 'RGB', range: '0-1' },
  output: { kind: 'softmax', live: [1] },
  ...changes,
});
