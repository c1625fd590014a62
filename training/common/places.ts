/** Where the tools of this folder find and keep things. */
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '../..');

/** Folder of the scripts in Python, too. */
export const TRAINING = path.join(ROOT, 'training');

/** Detections, pools of crops, the backbone and nets, unless a command names another folder. */
export const CACHE = path.join(ROOT, '.cache/pad');

export const MODELS = path.join(ROOT, 'models');

/** Files `NET.json` and `NET.bin`. */
export const SHIPPED_NET = path.join(MODELS, 'lifesign-pad');
