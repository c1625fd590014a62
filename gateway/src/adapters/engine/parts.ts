/** The models that a thread runs, loaded from disk, checked and self-tested. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSETS, createLivenessNet, LIVENESS_THRESHOLDS, verifyAsset, type AssetId } from 'lifesign/vision';
import { loadWasm } from './backend.ts';
import { BLAZEFACE_MODEL, createBlazeFace } from './blazeface/blazeface.ts';
import type { JudgeParts } from './judge.ts';
import { packageFile } from './package-file.ts';
import { createFaceRecognizer, RECOGNITION_WEIGHTS } from './recognizer.ts';

export interface LoadedParts extends JudgeParts {
  /** Frees the weights. */
  dispose(): void;
}

/**
 * Rejects when a file is missing, when the liveness model is not the one that the SDK was released with
 * (`asset-mismatch`) or when this machine does not compute its known answers (`engine-failed`).
 */
export const loadParts = async (modelsDir: string | null): Promise<LoadedParts> => {
  const folder = modelsDir ?? packageFile('lifesign', 'models');
  // First, because it also sets up the backend that the others need.
  const liveness = await createLivenessNet({
    topology: await readAsset(folder, 'liveness-topology'),
    weights: await readAsset(folder, 'liveness-weights'),
    loadWasm,
  });
  const detector = createBlazeFace(await readFile(BLAZEFACE_MODEL));
  const recognizer = await createFaceRecognizer();
  const models = {
    'liveness-topology': ASSETS['liveness-topology'].sha256,
    'liveness-weights': ASSETS['liveness-weights'].sha256,
    // The file as published; the browser's copy of the same weights is wrapped in metadata and has another hash.
    'face-detector-weights': await hashFile(BLAZEFACE_MODEL),
    'face-recognition-weights': await hashFile(RECOGNITION_WEIGHTS),
  };
  return {
    detector,
    recognizer,
    liveness,
    livenessThreshold: LIVENESS_THRESHOLDS.gateway.live,
    models,
    versions: {
      liveness: version('lifesign-pad', models['liveness-weights']),
      faceMatch: version('face-api-recognition', models['face-recognition-weights']),
    },
    dispose() {
      liveness.dispose();
      detector.dispose();
      recognizer.dispose();
    },
  };
};

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
