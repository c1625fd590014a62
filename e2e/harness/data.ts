/** Recorded clips of real people and attacks. They are not part of this repository: tests that need them skip without. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const DATA = resolve(import.meta.dirname, '../..', process.env['LIFESIGN_DATA'] ?? '../shared');

export const HAS_CLIPS = existsSync(resolve(DATA, 'clips'));

export const NO_CLIPS = `no recorded clips in ${process.env['LIFESIGN_DATA'] ?? '../shared'} (set LIFESIGN_DATA)`;

/** Path of a clip, e.g. `s12-live`. */
export const clipFile = (name: string): string => resolve(DATA, 'clips', `${name}.mjpeg`);
