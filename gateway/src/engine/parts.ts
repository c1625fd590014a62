/** The models that a thread runs, loaded from disk, checked and self-tested. */
import { readFile } from 'node:fs/promises';
import { ASSETS, createBlazeFace, createLivenessNet, LIVENESS_THRESHOLDS } from 'lifesign/vision';
import { sha256Of } from '../crypto/sha256.ts';
import type { EngineConfig } from './config.ts';
import { ASSETS_FOLDER, readNetFiles } from './assets.ts';
import { loadWasm } from './backend.ts';
import type { Experts, OwnNet } from './experts/experts.ts';
import type { EngineParts, LivenessScorer } from './verify.ts';
import { createFaceRecogniser, RECOGNITION_WEIGHTS } from './recogniser.ts';

export interface LoadedParts extends EngineParts {
  /** Frees the weights. */
  dispose(): void;
}

/**
 * Rejects when a file is missing, when a net is not the one that the SDK was released with (`asset-mismatch`), when this
 * machine does not compute its known answers (`engine-failed`), or when an expert's entry cannot be used.
 * `modelsDir` null: the SDK package's own.
 */
export const loadParts = async (modelsDir: string | null, config: EngineConfig | null = null): Promise<LoadedParts> => {
  const experts = await loadExperts(config);
  const folder = modelsDir ?? ASSETS_FOLDER;
  // Before the other nets, because it also sets up the backend that the others need.
  const own = await createLivenessNet({ ...(await readNetFiles('liveness', folder)), loadWasm });
  const detector = await createBlazeFace(await readNetFiles('face-detector', folder));
  const recogniser = await createFaceRecogniser();
  const entries = config?.experts ?? [];
  const models = {
    'liveness-topology': ASSETS['liveness-topology'].sha256,
    'liveness-weights': ASSETS['liveness-weights'].sha256,
    'face-detector-topology': ASSETS['face-detector-topology'].sha256,
    'face-detector-weights': ASSETS['face-detector-weights'].sha256,
    'face-recognition-weights': sha256Of(await readFile(RECOGNITION_WEIGHTS)),
    ...Object.fromEntries(entries.map(({ name, sha256 }) => [`expert.${name}`, sha256])),
  };
  return {
    detector,
    recogniser,
    liveness: experts?.join(own) ?? alone(own),
    livenessThreshold: LIVENESS_THRESHOLDS.gateway.live,
    models,
    versions: {
      liveness: [
        version('lifesign-pad', models['liveness-weights']),
        ...entries.map(({ name, sha256 }) => version(name, sha256)),
      ].join('+'),
      faceMatch: version('face-api-recognition', models['face-recognition-weights']),
    },
    dispose() {
      void experts?.release();
      own.dispose();
      detector.dispose();
      recogniser.dispose();
    },
  };
};

/** Loaded only where one is configured: onnxruntime is megabytes. */
const loadExperts = async (config: EngineConfig | null): Promise<Experts | null> =>
  config === null || config.experts.length === 0 ? null : (await import('./experts/experts.ts')).startExperts(config);

const alone = (own: OwnNet): LivenessScorer => ({
  score: async (pixels, geometry) => ({ score: await own.score(pixels, geometry) }),
});

const version = (name: string, sha256: string): string => `${name}@${sha256.slice(0, 12)}`;
