/**
 * All checks that do not run the product: format, lint, types of each runtime, layers, public surface,
 * package. `npm run check` runs all and names what failed; scripts/test.ts counts each as one test.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuild } from './build.ts';
import { pool, runHeld } from './output.ts';

const ROOT = resolve(import.meta.dirname, '..');
const bin = (name: string): string => resolve(ROOT, 'node_modules/.bin', name);

const cached = (name: string): string => resolve(ROOT, '.cache/check', name);

export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const typesOf = (runtime: string): Check => ({
  name: `types: ${runtime}`,
  // Of the last run only what changed, and what depends on it, is checked again.
  command: [
    bin('tsc'),
    '-p',
    `tsconfig.${runtime}.json`,
    '--incremental',
    '--tsBuildInfoFile',
    cached(`${runtime}.tsbuildinfo`),
  ],
});

/** The built entries, in plain Node: importing them must do nothing and need nothing of a browser. */
const SERVER_IMPORT = ['index', 'define', 'contract', 'vision', 'testing', 'react', 'assets/lifesign']
  .map((entry) => `await import('./dist/${entry}.js');`)
  .join('');

/** Checks of the sources, which need no build. */
const SOURCES: readonly Check[] = [
  {
    name: 'format',
    command: [
      bin('prettier'),
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      cached('prettier'),
      // By contents: a checkout changes the times of files.
      '--cache-strategy',
      'content',
      '.',
    ],
  },
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
];

/** Checks of the build. */
const BUILD: readonly Check[] = [
  // Files that no tsconfig.json names, as in demo/, import the SDK's built types.
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'public surface', command: [process.execPath, 'scripts/build-types.ts', '--check'] },
  { name: 'import on a server', command: [process.execPath, '--input-type=module', '--eval', SERVER_IMPORT] },
  { name: 'documentation', command: [process.execPath, 'scripts/docs-site.ts'] },
  { name: 'size budgets', command: [process.execPath, 'scripts/size.ts'] },
];

/** Packing rewrites package.json temporarily, so no other check may run meanwhile. */
const PACKAGE: Check = { name: 'package', command: [process.execPath, 'scripts/check-package.ts'] };

export interface Checked {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

const runCheck = async ({ name, command: [program, ...args] }: Check): Promise<Checked> => {
  const startedAt = performance.now();
  const { exitCode, output } = await runHeld(program, args);
  const seconds = (performance.now() - startedAt) / 1000;
  const passed = exitCode === 0;
  console.log(`${output}${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
  return { name, passed, seconds };
};

/** May run while the SDK is built. */
export const checkSources = (): Promise<readonly Checked[]> => pool(SOURCES, 2, runCheck);

export const checkBuild = async (): Promise<readonly Checked[]> => [
  ...(await pool(BUILD, 2, runCheck)),
  await runCheck(PACKAGE),
];

if (import.meta.main) {
  // Package and sizes are checked on the build, so an old build would give wrong results.
  ensureBuild();
  const checked = [...(await checkSources()), ...(await checkBuild())];
  const isGood = checked.every(({ passed }) => passed);
  process.exit(isGood ? 0 : 1);
}
