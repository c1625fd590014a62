/** Writes the hashes of the scripts among the static files, for `integrity` of a script tag and for `lifesign verify`. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SCRIPT_FILE, WORKER_SCRIPTS } from './cli/static-files.ts';

const DIST = resolve(import.meta.dirname, '../dist');

const hash = (algorithm: string, file: string, encoding: 'base64' | 'hex'): string =>
  createHash(algorithm)
    .update(readFileSync(resolve(DIST, 'assets', file)))
    .digest(encoding);

const entries = [SCRIPT_FILE, ...WORKER_SCRIPTS].map((file) => [
  file,
  { integrity: `sha384-${hash('sha384', file, 'base64')}`, sha256: hash('sha256', file, 'hex') },
]);
writeFileSync(resolve(DIST, 'integrity.json'), `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
