/**
 * Compares the gzip bytes that a page downloads to budgets: the shell that a launch needs at once, the first screen, what
 * runs the launch, and the engine with its models. A build that outgrows its budget fails the check.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = resolve(import.meta.dirname, '../dist');

const gzipBytes = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).byteLength;

/** A built module and all its static imports: what the browser must load before it runs. */
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

const shell = (): number => closureBytes('index.js');
const firstScreenEntries = (): readonly string[] => ['index.js', chunk('register'), chunk('id')];
const firstScreen = (): number => closureBytes(...firstScreenEntries());
/** Loads while the first screen is shown; the screen does not wait for it. */
const besideFirstScreen = (...names: readonly string[]): number =>
  closureBytes(...firstScreenEntries(), ...names.map(chunk)) - firstScreen();
const session = (): number => besideFirstScreen('session');
const client = (): number => besideFirstScreen('session', 'coe') - session();
/** One script that bundlers cannot split: it includes code for movements, and not WebGL or MediaPipe. */
const worker = (): number => gzipBytes(join(DIST, 'assets/vision.worker.js'));
const net = (): number => assetBytes(/^lifesign-pad-/);
const detector = (): number => assetBytes(/^face-detector-.*\.(txt|bin)$/);
const wasm = (): number => assetBytes(/^tfjs-backend-wasm-simd-/);

const BUDGETS: readonly Budget[] = [
  { name: 'page: shell (index.js)', limitKb: 12, bytes: shell },
  { name: 'page: shell and first screen, one language', limitKb: 45, bytes: firstScreen },
  { name: 'page: session, beside the first screen', limitKb: 16, bytes: session },
  { name: 'page: client of the gateway, beside the first screen', limitKb: 32, bytes: client },
  { name: 'worker: code', limitKb: 60, bytes: worker },
  { name: 'worker: liveness nets', limitKb: 560, bytes: net },
  { name: 'worker: face detector', limitKb: 220, bytes: detector },
  { name: 'worker: WebAssembly', limitKb: 160, bytes: wasm },
  {
    name: 'all of a first liveness visit, until the verdict',
    limitKb: 1200,
    bytes: () => firstScreen() + session() + client() + worker() + net() + detector() + wasm(),
  },
  // Only for attempts that ask for movements.
  { name: 'worker: face mesh for movements', limitKb: 1200, bytes: () => assetBytes(/^face-mesh-/) },
  // Only where a page chose it.
  {
    name: 'worker: MediaPipe',
    limitKb: 3700,
    bytes: () => assetBytes(/^(vision_wasm_module|face-detector-.*tflite$)/),
  },
];

const failures = BUDGETS.filter((budget) => {
  const kb = budget.bytes() / 1000;
  console.log(`${budget.name}: ${kb.toFixed(1)} kB gzip (budget ${budget.limitKb} kB)`);
  return kb > budget.limitKb;
});
process.exit(failures.length === 0 ? 0 : 1);
