/** Paths of this package's own files: the command is in `dist`. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('.', import.meta.url)).replace(/chunks\/?$/, '');
export const ASSETS_FOLDER = resolve(DIST, 'assets');

export interface Hashes {
  /** For a script tag. */
  readonly integrity: string;
  readonly sha256: string;
}

/** Hashes of the scripts among the static files. */
export const scriptHashes = (): Readonly<Record<string, Hashes>> =>
  JSON.parse(readFileSync(resolve(DIST, 'integrity.json'), 'utf8')) as Record<string, Hashes>;
