/**
 * `npm test`: build, checks, unit tests in Node and in Chromium, then the whole product end to end. Everything runs even
 * when an earlier step failed; the last lines name the browsers, the tests that failed or passed only when repeated, and the totals.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureChromium } from './browser.ts';
import { type Checked, checkBuild, checkSources } from './check.ts';
import { failedInVitest, repeatedInVitest, toldByPlaywright } from './failures.ts';
import { tryFonts } from './fonts.ts';
import { tryOtherBrowsers } from './other-browsers.ts';
import { runHeld } from './output.ts';
import type { Totals } from './totals.ts';
import { add, browsersIn, format, ofPlaywright, ofStep, ofVitest } from './totals.ts';

const ROOT = resolve(import.meta.dirname, '..');
const REPORTS = resolve(ROOT, '.cache/test');
const bin = (name: string): string => resolve(ROOT, 'node_modules/.bin', name);

const reportOf = (name: string): string => resolve(REPORTS, `${name}.json`);
const read = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

const run = (program: string, args: readonly string[], env: Record<string, string> = {}): number =>
  spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

interface Result {
  readonly name: string;
  readonly totals: Totals;
  readonly seconds: number;
}

const timed = async (name: string, work: () => Totals | Promise<Totals>): Promise<Result> => {
  console.log(`\n== ${name}`);
  const startedAt = performance.now();
  const totals = await work();
  return { name, totals, seconds: (performance.now() - startedAt) / 1000 };
};

/** Runs the projects in one pool of processes; the report has the name of the first. */
const vitest = async (project: string, ...others: readonly string[]): Promise<Totals> => {
  const file = reportOf(`vitest-${project}`);
  const { exitCode, output } = await runHeld(bin('vitest'), [
    'run',
    ...[project, ...others].map((name) => `--project=${name}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  console.log(`\n-- ${project}\n${output}`);
  return ofVitest(read(file), exitCode);
};

const playwright = (): Totals => {
  const file = reportOf('playwright');
  const exitCode = run(bin('playwright'), ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return ofPlaywright(read(file), exitCode);
};

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const chromium = ensureChromium();
process.env['LIFESIGN_CHROMIUM'] = chromium;
// Hundreds of processes load the same modules.
process.env['NODE_COMPILE_CACHE'] ??= resolve(ROOT, '.cache/compile');
tryOtherBrowsers();
tryFonts();

const build = async (): Promise<Totals> => {
  const { exitCode, output } = await runHeld('npm', ['run', 'build']);
  console.log(`\n-- build\n${output}`);
  return ofStep(exitCode === 0);
};

const resultOf = ({ name, passed, seconds }: Checked): Result => ({ name, totals: ofStep(passed), seconds });

// Beside each other: a build leaves a core idle for much of its time.
const [built, sources] = await Promise.all([timed('build', build), checkSources()]);
const results: Result[] = [
  built,
  ...sources.map(resultOf),
  ...(await checkBuild()).map(resultOf),
  // Beside each other: in Chromium most of the time goes by with waiting for frames and screens.
  ...(await Promise.all([
    timed('unit tests in Node', () => vitest('node', 'isolated')),
    timed('unit tests in Chromium', () => vitest('browser')),
  ])),
  await timed('end to end', playwright),
  // They rotate daily; npm run test:examples runs all.
  await timed('examples', () => ofStep(run('npm', ['run', 'test:examples', '--', '--some']) === 0)),
];

console.log('');
for (const { name, totals, seconds } of results) {
  console.log(`${totals.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${format(totals)} (${seconds.toFixed(1)} s)`);
}
const version = spawnSync(chromium, ['--version'], { encoding: 'utf8' }).stdout.trim();
console.log(`\nEnd to end in ${version}; the journeys that every browser goes:`);
for (const line of browsersIn(read(reportOf('playwright')))) {
  console.log(line);
}
const tell = (title: string, lines: readonly string[]): void => {
  if (lines.length > 0) {
    console.log(`\n${[title, ...lines].join('\n  ')}`);
  }
};
const unitReports = ['node', 'browser'].map((project) => read(reportOf(`vitest-${project}`)));
const journeys = read(reportOf('playwright'));
tell('Failed tests:', [
  ...unitReports.flatMap((report) => failedInVitest(report, ROOT)),
  ...toldByPlaywright(journeys, 'unexpected'),
]);
tell('Passed only when repeated:', [
  ...unitReports.flatMap((report) => repeatedInVitest(report, ROOT)),
  ...toldByPlaywright(journeys, 'flaky'),
]);
const sum = add(results.map(({ totals }) => totals));
console.log(`\n${format(sum)}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
