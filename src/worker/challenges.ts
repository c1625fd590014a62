/** Active challenges inside the worker: the face mesh, verified and self-tested, and the watch that reads its points. */
import { createChallengeWatch } from '../challenge/watch.ts';
import type { ChallengeName } from '../contract/challenge.ts';
import { locateLandmarks } from '../vision/landmarks/landmarks.ts';
import { createMeshNet } from '../vision/landmarks/mesh-net.ts';
import type { LivenessNet } from '../vision/liveness.ts';
import type { ChallengeReading, FaceGeometry, FrameAnalysis, Pixels } from '../vision/types.ts';
import type { FetchAsset } from './fetch-asset.ts';

export interface Challenges {
  read(frame: {
    readonly pixels: Pixels;
    readonly geometry: FaceGeometry | null;
    readonly analysis: FrameAnalysis;
    readonly due: ChallengeName;
  }): Promise<ChallengeReading>;
  /** Forgets the face, for a new attempt. */
  reset(): void;
}

/** Rejects with `engine-failed` when the mesh fails its self-test on this machine. */
export const loadChallenges = async (
  fetchAsset: FetchAsset,
  { onWasm }: Pick<LivenessNet, 'onWasm'>,
): Promise<Challenges> => {
  const [topology, weights] = await Promise.all([fetchAsset('landmarks-topology'), fetchAsset('landmarks-weights')]);
  const mesh = await onWasm(() => createMeshNet({ topology, weights }));
  const watch = createChallengeWatch();
  return {
    read: async ({ pixels, geometry, analysis: { at, faceCount, issues }, due }) => {
      // With several faces it is unknown whose movement it was.
      const landmarks =
        geometry === null || faceCount > 1 ? null : await onWasm(() => locateLandmarks(mesh, pixels, geometry));
      return watch.read({ at, due, landmarks, isSteady: issues.length === 0 });
    },
    reset: () => watch.reset(),
  };
};
