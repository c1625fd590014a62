/** Starts and checks the configured experts, and joins their logits with our net's. */
import type { FaceGeometry, Pixels } from 'lifesign/vision';
import type { EngineConfig } from '../config.ts';
import type { LivenessScorer } from '../verify.ts';
import { startExpert, type Expert } from './expert.ts';
import { jointScore, type Opinion } from './joint.ts';

export interface Experts {
  /** @param own our net. */
  join(own: OwnNet): LivenessScorer;
  release(): Promise<void>;
}

export interface OwnNet {
  /** P(bona fide), 0..1. */
  score(pixels: Pixels, geometry: FaceGeometry): Promise<number>;
}

/** Rejects with `ExpertError` when an entry cannot be used. */
export const startExperts = async ({ experts, joint }: EngineConfig): Promise<Experts> => {
  const started: Expert[] = [];
  const release = async (): Promise<void> => {
    await Promise.all(started.map((expert) => expert.release()));
  };
  try {
    for (const config of experts) {
      started.push(await startExpert(config));
    }
  } catch (error) {
    await release();
    throw error;
  }

  return {
    join: (own) => ({
      score: async (pixels, geometry) => {
        const alone = await own.score(pixels, geometry);
        const parts: Record<string, number> = { 'liveness.own': alone, 'liveness.own.weight': joint.own };
        const opinions: Opinion[] = [];
        for (const expert of started) {
          const { name, weight } = expert.config;
          const logit = await expert.logit(pixels, geometry);
          opinions.push({ logit, weight });
          parts[`expert.${name}`] = logit;
          parts[`expert.${name}.weight`] = weight;
        }
        return { score: jointScore(alone, opinions, joint), parts };
      },
    }),
    release,
  };
};
