/**
 * The files that are loaded at run time: the worker and what it downloads, by their names in `dist/assets`. This module is
 * used when the sources run directly. The build (vite.config.ts) replaces it by one that has
 * `new URL('./assets/NAME', import.meta.url)` for each file: bundlers find and emit files by exactly this expression.
 */
import { ASSETS } from '../vision/assets.ts';
import { MEDIAPIPE_PART, WEBGL_PART, WORKER_FILE } from './file-names.ts';

/** Each function throws where a bundler left no `import.meta.url`; null for a file that the package does not include. */
export const FILES: Readonly<Record<string, (() => string) | null>> = {
  [WORKER_FILE]: () => new URL('./vision.worker.ts', import.meta.url).href,
  [WEBGL_PART]: () => new URL('./vision.webgl.ts', import.meta.url).href,
  [MEDIAPIPE_PART]: () => new URL('./vision.mediapipe.ts', import.meta.url).href,
  ...Object.fromEntries(Object.values(ASSETS).map(({ file }) => [file, () => besideTheSources(file)])),
};

const besideTheSources = (file: string): string => new URL(`${import.meta.url}/../../../dist/assets/${file}`).href;
