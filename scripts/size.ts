/**
 * Weighs what a page downloads, in gzip bytes, against budgets: the shell that a launch needs at once, the user
 * interface, and the engine with its models. A build that outgrows its budget fails the check.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

const chunk = (name: string): string => {
  const pattern = new RegExp(`^${name}-[\\w-]{8}\\.js$`);
  const file = readdirSync(join(DIST, 'chunks')).find((entry) => pattern.test(entry));
  if (file === undefined) {
    throw new Error(`dist/chunks has no ${name}: has it been renamed?`);
  }
  return join('chunks', file);
};

const assetBytes = (pattern: RegExp): number =>
  readdirSync(join(DIST, 'assets'))
    .filter((name) => pattern.test(name))
    .reduce((total, name) => total + gzipBytes(join(DIST, 'assets', name)), 0);

interface Budget {
  readonly name: string;
  readonly limitKb: number;
  readonly bytes: () => number;
}

const BUDGETS: readonly Budget[] = [
  { name: 'page: shell (index.js)', limitKb: 12, bytes: () => closureBytes('index.js') },
  {
    name: 'page: shell, user interface, session, one language',
    limitKb: 75,
    bytes: () => closureBytes('index.js', chunk('register'), chunk('id')),
  },
  // All of it: what only movements or WebGL need is part of the one script that no bundler can tear apart.
  { name: 'worker: code', limitKb: 260, bytes: () => gzipBytes(join(DIST, 'assets/vision.worker.js')) },
  { name: 'worker: liveness net', limitKb: 500, bytes: () => assetBytes(/^lifesign-pad\./) },
  { name: 'worker: face detector', limitKb: 260, bytes: () => assetBytes(/^face-detector/) },
  // Only for attempts that ask for movements.
  { name: 'worker: face mesh for movements', limitKb: 1200, bytes: () => assetBytes(/^face-mesh/) },
  { name: 'worker: WebAssembly for the net', limitKb: 160, bytes: () => assetBytes(/^tfjs-backend-wasm-simd/) },
  { name: 'worker: WebAssembly for the detector', limitKb: 3600, bytes: () => assetBytes(/^vision_wasm_module/) },
];

const failures = BUDGETS.filter((budget) => {
  const kb = budget.bytes() / 1000;
  console.log(`${budget.name}: ${kb.toFixed(1)} kB gzip (budget ${budget.limitKb} kB)`);
  return kb > budget.limitKb;
});
process.exit(failures.length === 0 ? 0 : 1);
