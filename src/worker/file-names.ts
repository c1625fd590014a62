/** The scripts in `dist/assets` by their names; the other files there are named by models/manifest.json. */
export const WORKER_FILE = 'vision.worker.js';
/** Parts of the worker: see parts.ts. */
export const WEBGL_PART = 'vision.webgl.js';
export const MEDIAPIPE_PART = 'vision.mediapipe.js';
export const WORKER_SCRIPTS = [WORKER_FILE, WEBGL_PART, MEDIAPIPE_PART] as const;
/** For pages without modules. */
export const SCRIPT_FILE = 'lifesign.js';
