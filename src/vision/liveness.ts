/**
 * Passive liveness of one frame: P(bona fide) from the face and its surroundings, where a held medium is visible. Owns the net,
 * its backend and the shipped thresholds.
 */
import { LifesignError } from '../errors.ts';
import { drawNetInput, type NetInput } from './net-input.ts';
import { isWebglLost, makeCurrent, useWasm, useWebgl, type LoadWasm, type LoadWebgl } from './runtime/backend.ts';
import { createNet, type Net } from './runtime/net.ts';
import { medianCost, selfTest } from './runtime/self-test.ts';
import { parseTopology, type Branch, type Calibration, type Topology } from './runtime/topology.ts';
import type { FaceGeometry, Pixels, SelfTest } from './types.ts';

/**
 * Scores at or above `live` are bona fide, at or below `spoof` a presentation attack.
 * The device stops a person only at high certainty, because the gateway checks again; the gateway decides at `live`.
 * models/README.md gives the data they were chosen on and their error rates.
 */
export const LIVENESS_THRESHOLDS = {
  device: { live: 0.6, spoof: 0.1 },
  gateway: { live: 0.6, spoof: 0.6 },
} as const;

export interface LivenessParts {
  /** JSON bytes; see `Topology`. */
  readonly topology: ArrayBuffer;
  readonly weights: ArrayBuffer;
  readonly loadWasm: LoadWasm;
}

export interface LivenessNet {
  /** P(bona fide), 0..1. */
  score(pixels: Pixels, geometry: FaceGeometry): Promise<number>;
  /** Self-test of the backend in use. */
  readonly selfTest: SelfTest;
  /**
   * Tries WebGL between two scores and keeps it only if it passes the self-test and is faster. Scores wait meanwhile
   * (shaders compile), so call it while no person is being checked. Resolves to true when WebGL is now in use.
   */
  tryWebgl(load: LoadWebgl): Promise<boolean>;
  /** Does other work on the wasm backend, between two decisions: one backend is current at a time. */
  onWasm<T>(work: () => Promise<T>): Promise<T>;
  /** Idempotent. */
  dispose(): void;
}

interface Running {
  readonly net: Net;
  readonly test: SelfTest;
}

/** On wasm, self-tested. Rejects with `engine-failed` when this machine does not give the known answers. */
export const createLivenessNet = async (parts: LivenessParts): Promise<LivenessNet> => {
  const topology = parseTopology(parts.topology);
  await useWasm(parts.loadWasm);
  const wasm = await start(topology, parts.weights, 'wasm');
  if (!wasm.test.passed) {
    wasm.net.dispose();
    throw new LifesignError('engine-failed', `The self-test of wasm is off by ${wasm.test.maxError}`);
  }
  let webgl: Running | null = null;
  let last: Promise<unknown> = Promise.resolve();

  // Only one backend is current at a time, so calls run one after another.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  const fallBack = async (): Promise<void> => {
    webgl?.net.dispose();
    webgl = null;
    await makeCurrent('wasm');
  };

  const logitsOf = async (inputs: readonly NetInput[]): Promise<Float32Array> => {
    if (webgl !== null) {
      const logits = await webgl.net.run(inputs).catch(() => null);
      if (logits?.every(Number.isFinite) === true && !isWebglLost()) {
        return logits;
      }
      await fallBack();
    }
    return wasm.net.run(inputs);
  };

  return {
    score: (pixels, geometry) =>
      inTurn(async () => {
        const logits = await logitsOf(topology.branches.map(({ crop }) => drawNetInput(pixels, geometry, crop)));
        return fuseLogits(logits, topology.branches, topology.calibration);
      }),
    get selfTest() {
      return (webgl ?? wasm).test;
    },
    tryWebgl: (load) =>
      inTurn(async () => {
        const wasmCost = await medianCost(wasm.net, topology);
        if (webgl === null && (await useWebgl(load))) {
          webgl = await start(topology, parts.weights, 'webgl').catch(() => null);
        }
        const isBetter = webgl !== null && webgl.test.passed && (await medianCost(webgl.net, topology)) < wasmCost;
        if (!isBetter) {
          await fallBack();
        }
        return isBetter;
      }),
    onWasm: (work) =>
      inTurn(async () => {
        await makeCurrent('wasm');
        try {
          return await work();
        } finally {
          if (webgl !== null) {
            await makeCurrent('webgl');
          }
        }
      }),
    dispose: () => {
      wasm.net.dispose();
      webgl?.net.dispose();
      webgl = null;
    },
  };
};

/** P(bona fide) from one logit for each branch, in their order. NaN when one is missing, which no threshold lets pass. */
export const fuseLogits = (
  logits: ArrayLike<number>,
  branches: readonly Pick<Branch, 'weight'>[],
  { scale, bias }: Calibration = { scale: 1, bias: 0 },
): number => {
  const sum = branches.reduce((total, { weight }, index) => total + weight * (logits[index] ?? Number.NaN), 0);
  return 1 / (1 + Math.exp(-(scale * sum + bias)));
};

const start = async (topology: Topology, weights: ArrayBuffer, backend: SelfTest['backend']): Promise<Running> => {
  const net = createNet(topology, weights);
  try {
    return { net, test: await selfTest(net, topology, backend) };
  } catch (cause) {
    net.dispose();
    throw cause;
  }
};
