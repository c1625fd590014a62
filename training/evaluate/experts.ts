/** The joint verdict of our net and a gateway's experts, compared with ours alone. */
import { startExperts, type Experts } from '../../gateway/src/engine/experts/experts.ts';
import { loadEngineConfig } from '../../gateway/src/config.ts';
import type { LivenessNet } from '../../src/vision/liveness.ts';
import {
  secondLooks,
  type Presentation,
  type Presentations,
  type Thresholds,
  type WindowPresentation,
} from './presentations.ts';
import type { Scorer } from './score.ts';

export interface JointScorer {
  readonly names: readonly string[];
  /** Scores like a gateway with these experts. */
  readonly scorer: Scorer;
  readonly release: Experts['release'];
}

/** @param file a gateway's configuration, or a file with only its `engine`. */
export const createJointScorer = async (file: string, own: Pick<LivenessNet, 'score'>): Promise<JointScorer> => {
  const config = loadEngineConfig(file);
  if (config.experts.length === 0) {
    throw new Error(`${file} names no experts`);
  }
  const experts = await startExperts(config);
  const joined = experts.join(own);
  return {
    names: config.experts.map(({ name }) => name),
    scorer: {
      net: { score: async (pixels, geometry) => (await joined.score(pixels, geometry)).score },
    },
    release: () => experts.release(),
  };
};

/**
 * Presentations that pass where the gateway has experts and the device does not: the device's verdict is by our net alone. Both lists are of
 * the same pictures in the same order.
 */
export const joinPresentations = (
  alone: Presentations,
  joint: Presentations,
  thresholds: Thresholds,
): Presentations => ({
  frame: join(alone.frame, joint.frame, thresholds),
  window: join<WindowPresentation>(alone.window, joint.window, thresholds),
  timedWindow: join<WindowPresentation>(alone.timedWindow, joint.timedWindow, thresholds),
  fullWindow: join<WindowPresentation>(alone.fullWindow, joint.fullWindow, thresholds),
  // Only the device decides whether there is a second look.
  secondLook: secondLooks(join<WindowPresentation>(alone.fullWindow, joint.fullWindow, thresholds)),
});

const join = <Item extends Presentation>(
  alone: readonly Item[],
  joint: readonly Item[],
  { gateway }: Thresholds,
): readonly Item[] =>
  joint.map((item, index) => {
    const device = alone[index];
    if (device?.source !== item.source || device.session !== item.session || device.time !== item.time) {
      throw new Error('The two lists are not of the same presentations');
    }
    const { deviceStop, deviceLive } = device.passes;
    // Where the device was uncertain, its score caps the gateway's, and the threshold is higher.
    const isAccepted = deviceLive
      ? item.score >= gateway.live
      : deviceStop && Math.min(item.score, device.score) >= Math.max(gateway.live, gateway.doubted);
    return {
      ...item,
      passes: { deviceStop, deviceLive, gatewayLive: item.score >= gateway.live, accepted: isAccepted },
    };
  });
