/** The files that a page loads while it runs: the contents of `dist/assets`, and what of them is in the package. */
import { ASSETS, type AssetId } from '../../src/vision/assets.ts';

export const WORKER_FILE = 'vision.worker.js';
export const SCRIPT_FILE = 'lifesign.js';

const isOfMediaPipe = (id: string): boolean => id.startsWith('mediapipe-');

/** MediaPipe's parts, megabytes, are for the choice of it alone: they are left out once there is a detector of our own. */
export const inPackage = (id: AssetId): boolean => !isOfMediaPipe(id) || 'face-detector' in ASSETS;
