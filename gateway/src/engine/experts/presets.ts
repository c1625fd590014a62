import { type ExpertConfig, WEIGHTS } from '../config.ts';

export interface Preset extends Pick<ExpertConfig, 'crop' | 'input' | 'output' | 'weight'> {
  /** Hash of the measured file; other conversions differ. */
  readonly sha256: string;
  /** Source and licence terms. */
  readonly about: string;
}

/** Common to the two nets of Minivision, which are meant as a pair. */
const MINIVISION = {
  input: { size: 80, order: 'BGR', range: '0-255' },
  output: { kind: 'softmax', live: [1] },
  weight: WEIGHTS.minivision,
  about: 'minivision-ai/Silent-Face-Anti-Spoofing, converted in yakhyo/face-anti-spoofing; Apache-2.0. Meant as a pair',
} as const satisfies Omit<Preset, 'crop' | 'sha256'>;

/** Open nets that were measured beside ours (gateway/README.md); none of them is part of this project. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  'minifas-v2': {
    ...MINIVISION,
    crop: { scale: 2.7, border: 'moved' },
    sha256: '4eed38f0bde33c9b805942a5f25e42ce1161e2bda545254be622be957727794e',
  },
  'minifas-v1se': {
    ...MINIVISION,
    crop: { scale: 4, border: 'moved' },
    sha256: 'd819a69bac6b9ade2a0f4d9b60b618e1260f7bf3ba1fddff6c5d82131cb1083f',
  },
  'facenox': {
    crop: { scale: 1.5, border: 'reflected' },
    input: { size: 128, order: 'RGB', range: '0-1' },
    output: { kind: 'difference', live: [0] },
    weight: WEIGHTS.facenox,
    sha256: 'af2381b88f38769222ed93379e12444e2a50814575de1c46170de570c55a42b6',
    about:
      'johnraivenolazo/face-antispoof-onnx; Apache-2.0, but trained on CelebA-Spoof, whose terms are non-commercial: ' +
      'whether you may use it is for you to settle',
  },
};
