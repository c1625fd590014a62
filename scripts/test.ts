/**
 * `npm test`: build, checks, unit tests in Node and in Chromium, then the whole product end to end. Everything runs even
 * when something before it failed; the last line is the sum.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureChromium } from './browser.ts';
import { CHECKS, runCheck } from './check.ts';
import { tryFonts } from './fonts.ts';
import { tryOtherBrowsers } from './other-browsers.ts';
import type { Totals } from './totals.ts';
import { add, format, ofPlaywright, ofStep, ofVitest } from './totals.ts';

const ROOT = resolve(import.meta.dirname, '..');
const REPORTS = resolve(ROOT, '.cache/test');
const bin = (name: string): string => resolve(ROOT, 'node_modules/.bin', name);

const reportOf = (name: string): string => resolve(REPORTS, `${name}.json`);
const read = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

const run = (program: string, args: readonly string[], env: Record<string, string> = {}): number =>
  spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

const vitest = (project: string): Totals => {
  const file = reportOf(`vitest-${project}`);
  const exitCode = run(bin('vitest'), [
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return ofVitest(read(file), exitCode);
};

const playwright = (): Totals => {
  const file = reportOf('playwright');
  const exitCode = run(bin('playwright'), ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return ofPlaywright(read(file), exitCode);
};

const steps: readonly { readonly name: string; readonly run: () => Totals }[] = [
  { name: 'build', run: () => ofStep(run('npm', ['run', 'build']) === 0) },
  ...CHECKS.map((check) => ({ name: check.name, run: () => ofStep(runCheck(check)) })),
  { name: 'unit tests in Node', run: () => vitest('node') },
  { name: 'unit tests in Chromium', run: () => vitest('browser') },
  { name: 'end to end', run: playwright },
  // Others each day; npm run test:examples runs all.
  { name: 'examples', run: () => ofStep(run('npm', ['run', 'test:examples', '--', '--some']) === 0) },
];

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
process.env['LIFESIGN_CHROMIUM'] = ensureChromium();
tryOtherBrowsers();
tryFonts();

const results = steps.map((step) => {
  console.log(`\n== ${step.name}`);
  const startedAt = performance.now();
  const totals = step.run();
  return { name: step.name, totals, seconds: (performance.now() - startedAt) / 1000 };
});

console.log('');
for (const { name, totals, seconds } of results) {
  console.log(`${totals.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${format(totals)} (${seconds.toFixed(1)} s)`);
}
const sum = add(results.map(({ totals }) => totals));
console.log(`\n${format(sum)}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
