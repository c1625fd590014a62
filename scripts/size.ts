/**
 * Weighs what a page downloads, in gzip bytes, against budgets: the shell that a launch needs at once, the user
 * interface, and the engine with its models. A build that outgrows its budget fails the check.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = resolve(import.meta.dirname, '../dist');

const gzipBytes = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).byteLength;

/** A built module and everything that it imports statically: what the browser must have before it can run. */
const staticClosure = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) {
    return seen;
  }
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  for (const match of source.matchAll(/(?:\bfrom|^import|;import)\s*["'](\.[^"']+)["']/g)) {
    staticClosure(resolve(dirname(file), match[1] ?? ''), seen);
  }
  return seen;
};

const closureBytes = (...entries: readonly string[]): number => {
  const files = new Set(entries.flatMap((entry) => [...staticClosure(join(DIST, entry))]));
  return [...files].reduce((total, file) => total + gzipBytes(file), 0);
};

const folderBytes = (folder: string, wanted: (name: string) => boolean): number =>
  readdirSync(join(DIST, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(relative(DIST, join(entry.parentPath, entry.name))))
    .reduce((total, entry) => total + gzipBytes(join(entry.parentPath, entry.name)), 0);

interface Budget {
  readonly name: string;
  readonly limitKb: number;
  readonly bytes: () => number;
}

const BUDGETS: readonly Budget[] = [
  { name: 'shell (index.js)', limitKb: 40, bytes: () => closureBytes('index.js') },
  { name: 'shell and user interface (define.js)', limitKb: 90, bytes: () => closureBytes('define.js') },
  { name: 'vision worker', limitKb: 260, bytes: () => closureBytes('vision.worker.js') },
  {
    name: 'our weights and topology',
    limitKb: 1000,
    bytes: () => folderBytes('assets', (name) => name.includes('liveness')),
  },
];

const failures = BUDGETS.filter((budget) => {
  const kb = budget.bytes() / 1000;
  console.log(`${budget.name}: ${kb.toFixed(1)} kB gzip (budget ${budget.limitKb} kB)`);
  return kb > budget.limitKb;
});
process.exit(failures.length === 0 ? 0 : 1);
