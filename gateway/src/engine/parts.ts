/** The models that a thread runs, loaded from disk, checked and self-tested. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSETS, createLivenessNet, LIVENESS_THRESHOLDS, verifyAsset, type AssetId } from 'lifesign/vision';
import type { EngineConfig } from './config.ts';
import { loadWasm } from './backend.ts';
import { BLAZEFACE_MODEL, createBlazeFace } from './blazeface/blazeface.ts';
import type { Experts, OwnNet } from './experts/experts.ts';
import type { JudgeParts, LivenessJudge } from './judge.ts';
import { packageFile } from './package-file.ts';
import { createFaceRecognizer, RECOGNITION_WEIGHTS } from './recognizer.ts';

export interface LoadedParts extends JudgeParts {
  /** Frees the weights. */
  dispose(): void;
}

/**
 * Rejects when a file is missing, when the liveness model is not the one that the SDK was released with
 * (`asset-mismatch`), when this machine does not compute its known answers (`engine-failed`), or when an expert's entry
 * cannot be used.
 */
export const loadParts = async (modelsDir: string | null, config: EngineConfig | null = null): Promise<LoadedParts> => {
  const experts = await loadExperts(config);
  const folder = modelsDir ?? packageFile('lifesign', 'models');
  // Before the other nets, because it also sets up the backend that the others need.
  const own = await createLivenessNet({
    topology: await readAsset(folder, 'liveness-topology'),
    weights: await readAsset(folder, 'liveness-weights'),
    loadWasm,
  });
  const detector = createBlazeFace(await readFile(BLAZEFACE_MODEL));
  const recognizer = await createFaceRecognizer();
  const entries = config?.experts ?? [];
  const models = {
    'liveness-topology': ASSETS['liveness-topology'].sha256,
    'liveness-weights': ASSETS['liveness-weights'].sha256,
    // The file as published; the browser's copy of the same weights is wrapped in metadata and has another hash.
    'face-detector-weights': await hashFile(BLAZEFACE_MODEL),
    'face-recognition-weights': await hashFile(RECOGNITION_WEIGHTS),
    ...Object.fromEntries(entries.map(({ name, sha256 }) => [`expert.${name}`, sha256])),
  };
  return {
    detector,
    recognizer,
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
      recognizer.dispose();
    },
  };
};

/** Loaded only where one is configured: onnxruntime is megabytes. */
const loadExperts = async (config: EngineConfig | null): Promise<Experts | null> =>
  config === null || config.experts.length === 0 ? null : (await import('./experts/experts.ts')).startExperts(config);

const alone = (own: OwnNet): LivenessJudge => ({
  score: async (pixels, geometry) => ({ score: await own.score(pixels, geometry) }),
});

const readAsset = async (folder: string, id: AssetId): Promise<ArrayBuffer> => {
  const { buffer } = new Uint8Array(await readFile(join(folder, ASSETS[id].file)));
  await verifyAsset(id, buffer);
  return buffer;
};

const hashFile = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

const version = (name: string, sha256: string): string => `${name}@${sha256.slice(0, 12)}`;
