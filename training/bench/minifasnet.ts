/**
 * The peer: the two nets of Minivision's Silent-Face-Anti-Spoofing (`src/model_lib/MiniFASNet.py`), in the shapes that it
 * publishes for 80 x 80 pictures, with random weights. The time that a net takes does not depend on its weights, so no
 * published weights are needed.
 */
import { createNetBuilder, type Feature, type NetBuilder } from './net-builder.ts';
import { writeOnnx } from './onnx.ts';
import { PEER_INPUT, PEER_SIZE } from './peer-input.ts';

export interface PeerNet {
  readonly name: string;
  /** Side of its crop in units of the face's box, as published. */
  readonly boxes: number;
  /** ONNX; input 1 x 3 x 80 x 80 (BGR, 0..255), output probabilities of three classes, the second of them bona fide. */
  readonly model: Uint8Array;
  readonly parameters: number;
  readonly multiplications: number;
}

/** One stage: the inner widths of its blocks, the first of which halves the picture, and the width between blocks. */
interface Stage {
  readonly hidden: readonly number[];
  readonly outputs: number;
}

/** The odd widths come from its authors' pruning. */
const V1: readonly Stage[] = [
  { hidden: [103, 13, 26, 13, 52], outputs: 64 },
  { hidden: [231, 154, 52, 26, 52, 26, 26], outputs: 128 },
  { hidden: [308, 26, 26], outputs: 128 },
];
const V2: readonly Stage[] = [
  { hidden: [103, 13, 13, 13, 13], outputs: 64 },
  { hidden: [231, 231, 52, 26, 77, 26, 26], outputs: 128 },
  { hidden: [308, 26, 26], outputs: 128 },
];
const STEM = 32;
const LAST = 512;
const EMBEDDING = 128;
const CLASSES = 3;
const EXCITE_REDUCTION = 4;

export const createPeerNets = (): readonly PeerNet[] => [
  createMiniFasNet({ name: 'MiniFASNetV2', boxes: 2.7, stages: V2, excites: false, seed: 1 }),
  createMiniFasNet({ name: 'MiniFASNetV1SE', boxes: 4, stages: V1, excites: true, seed: 2 }),
];

interface Variant {
  readonly name: string;
  readonly boxes: number;
  readonly stages: readonly Stage[];
  /** Whether the last block of each stage ends in squeeze-and-excite. */
  readonly excites: boolean;
  readonly seed: number;
}

const createMiniFasNet = ({ name, boxes, stages, excites, seed }: Variant): PeerNet => {
  const net = createNetBuilder(seed);
  const input = { name: PEER_INPUT, shape: [1, 3, PEER_SIZE, PEER_SIZE] };
  let x: Feature = { name: PEER_INPUT, channels: 3, side: PEER_SIZE };
  x = net.prelu(net.conv(x, { outputs: STEM, kernel: 3, stride: 2, pad: 1, inputScale: 255 }));
  x = net.prelu(net.conv(x, { outputs: STEM, kernel: 3, pad: 1, groups: STEM }));
  for (const { hidden, outputs } of stages) {
    for (const [index, width] of hidden.entries()) {
      const inner = block(net, x, { width, outputs, stride: index === 0 ? 2 : 1 });
      const isLast = index === hidden.length - 1;
      x = index === 0 ? inner : net.elementwise('Add', [x, excites && isLast ? excite(net, inner) : inner]);
    }
  }
  x = net.prelu(net.conv(x, { outputs: LAST }));
  x = net.conv(x, { outputs: LAST, kernel: x.side, groups: LAST });
  x = net.softmax(net.dense(net.dense(x, EMBEDDING, true), CLASSES, false));

  const { nodes, weights, parameters, multiplications } = net;
  const model = writeOnnx({ name, nodes, weights, input, output: { name: x.name, shape: [1, CLASSES] } });
  return { name, boxes, model, parameters, multiplications };
};

/** Widens, filters each channel, narrows. */
const block = (
  net: NetBuilder,
  input: Feature,
  { width, outputs, stride }: { width: number; outputs: number; stride: number },
): Feature => {
  const wide = net.prelu(net.conv(input, { outputs: width }));
  const filtered = net.prelu(net.conv(wide, { outputs: width, kernel: 3, stride, pad: 1, groups: width }));
  return net.conv(filtered, { outputs });
};

const excite = (net: NetBuilder, input: Feature): Feature => {
  const reduced = net.conv(net.pool(input), { outputs: input.channels / EXCITE_REDUCTION });
  const gates = net.conv(net.elementwise('Relu', [reduced]), { outputs: input.channels });
  return net.elementwise('Mul', [input, net.elementwise('Sigmoid', [gates])]);
};
