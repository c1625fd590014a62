/** Paths that the tools of this folder read and write. */
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '../..');

/** Also the folder of the Python scripts. */
export const TRAINING = path.join(ROOT, 'training');

/** Detections, pools of crops, the backbone and nets, unless a command names another folder. */
export const CACHE = path.join(ROOT, '.cache/pad');

export const MODELS = path.join(ROOT, 'models');

/** Files `NET.json` and `NET.bin`. */
export const SHIPPED_NET = path.join(MODELS, 'lifesign-pad');
