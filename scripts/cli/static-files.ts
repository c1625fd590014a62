/** The files that a page loads while it runs: the contents of `dist/assets`, and which of them are in the package. */
import { ASSETS, type AssetId } from '../../src/vision/assets.ts';

export { SCRIPT_FILE, WORKER_FILE, WORKER_SCRIPTS } from '../../src/worker/file-names.ts';

/** MediaPipe's own files, megabytes; its package has the same bytes. */
const OF_MEDIAPIPE: ReadonlySet<string> = new Set(['mediapipe-loader', 'mediapipe-wasm']);

/** MediaPipe is optional, so its files are not included. */
export const inPackage = (id: AssetId): boolean => !OF_MEDIAPIPE.has(id);

/** Names of assets that are built and not published. */
export const leftOut = (): readonly string[] =>
  (Object.keys(ASSETS) as AssetId[]).filter((id) => !inPackage(id)).map((id) => ASSETS[id].file);
