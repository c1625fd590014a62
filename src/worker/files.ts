/**
 * The files that are loaded while a page runs: the worker and what it downloads, by their names in `dist/assets`. This is
 * how it is when the sources run themselves. The build (vite.config.ts) puts a module in its place that has
 * `new URL('./assets/NAME', import.meta.url)` for each file: bundlers find and emit a file by exactly this expression.
 */
import { ASSETS } from '../vision/assets.ts';
import { MEDIAPIPE_PART, WEBGL_PART, WORKER_FILE } from './file-names.ts';

/** Each throws where a bundler left no `import.meta.url`; null where a file does not come with the package. */
export const FILES: Readonly<Record<string, (() => string) | null>> = {
  [WORKER_FILE]: () => new URL('./vision.worker.ts', import.meta.url).href,
  [WEBGL_PART]: () => new URL('./vision.webgl.ts', import.meta.url).href,
  [MEDIAPIPE_PART]: () => new URL('./vision.mediapipe.ts', import.meta.url).href,
  ...Object.fromEntries(Object.values(ASSETS).map(({ file }) => [file, () => besideTheSources(file)])),
};

const besideTheSources = (file: string): string => new URL(`${import.meta.url}/../../../dist/assets/${file}`).href;
