/**
 * Everything that is checked without running the product: format, lint, types of each runtime, layers, public surface,
 * package. `npm run check` runs all and names what failed; scripts/test.ts counts each as one test.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuild } from './build.ts';

const ROOT = resolve(import.meta.dirname, '..');
const bin = (name: string): string => resolve(ROOT, 'node_modules/.bin', name);

export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const typesOf = (runtime: string): Check => ({
  name: `types: ${runtime}`,
  command: [bin('tsc'), '-p', `tsconfig.${runtime}.json`],
});

/** The built entries, in plain Node: importing them must do nothing and need nothing of a browser. */
const SERVER_IMPORT = ['index', 'define', 'contract', 'vision', 'testing', 'react', 'assets/lifesign']
  .map((entry) => `await import('./dist/${entry}.js');`)
  .join('');

export const CHECKS: readonly Check[] = [
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  typesOf('neutral'),
  typesOf('worker'),
  typesOf('browser'),
  typesOf('node'),
  {
    name: 'layers',
    command: [
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.mjs',
      ...['src', 'gateway', 'demo', 'e2e', 'models', 'training', 'testkit', 'scripts'].filter((folder) =>
        existsSync(resolve(ROOT, folder)),
      ),
    ],
  },
  { name: 'public surface', command: [process.execPath, 'scripts/build-types.ts', '--check'] },
  { name: 'package', command: [process.execPath, 'scripts/check-package.ts'] },
  { name: 'import on a server', command: [process.execPath, '--input-type=module', '--eval', SERVER_IMPORT] },
  { name: 'documentation', command: [process.execPath, 'scripts/docs-site.ts'] },
  { name: 'size budgets', command: [process.execPath, 'scripts/size.ts'] },
];

/** Runs one check with its output passed through; true when it passed. */
export const runCheck = (check: Check): boolean => {
  const [program, ...args] = check.command;
  return spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;
};

if (import.meta.main) {
  // The package and its sizes are checked as built, so an old build would be checked for a new one.
  ensureBuild();
  const failed = CHECKS.filter((check) => {
    const startedAt = performance.now();
    const passed = runCheck(check);
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${check.name} (${Math.round(performance.now() - startedAt)} ms)`);
    return !passed;
  });
  process.exit(failed.length === 0 ? 0 : 1);
}
