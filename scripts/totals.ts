/** Sums up the test runners' JSON reports. A runner without a report, or failing without a failed test, counts as a failure. */

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const NOTHING: Totals = { passed: 0, failed: 0, skipped: 0 };

export const add = (all: readonly Totals[]): Totals =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    NOTHING,
  );

/** One step without tests: a build, a linter. */
export const ofStep = (passed: boolean): Totals => (passed ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 });

/** An exit code that the counted failures do not explain (a crash, an unhandled error) is a failure of its own. */
const withExit = (totals: Totals, exitCode: number): Totals =>
  exitCode !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;

const parse = (report: string | null): unknown => {
  try {
    return report === null ? null : JSON.parse(report);
  } catch {
    return null;
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const count = (record: Record<string, unknown>, key: string): number => {
  const value = record[key];
  return typeof value === 'number' ? value : 0;
};

/** Test files that failed to load have no tests to count: each is one failure. */
const brokenFiles = (report: Record<string, unknown>): number => {
  const files = Array.isArray(report['testResults']) ? report['testResults'].filter(isRecord) : [];
  return files.filter(({ status, assertionResults }) => {
    const tests = Array.isArray(assertionResults) ? assertionResults.filter(isRecord) : [];
    return status === 'failed' && !tests.some((test) => test['status'] === 'failed');
  }).length;
};

/** Totals of a vitest JSON report; `report` is null when none was written. */
export const ofVitest = (report: string | null, exitCode: number): Totals => {
  const read = parse(report);
  if (!isRecord(read) || typeof read['numTotalTests'] !== 'number') {
    return ofStep(false);
  }
  const totals = {
    passed: count(read, 'numPassedTests'),
    failed: count(read, 'numFailedTests') + brokenFiles(read),
    skipped: count(read, 'numPendingTests') + count(read, 'numTodoTests'),
  };
  return withExit(totals, exitCode);
};

/** Totals of a Playwright JSON report; a test that passed in a repeat counts as passed, and the runner names it. */
export const ofPlaywright = (report: string | null, exitCode: number): Totals => {
  const read = parse(report);
  if (!isRecord(read) || !isRecord(read['stats'])) {
    return ofStep(false);
  }
  const { stats } = read;
  const totals = {
    passed: count(stats, 'expected') + count(stats, 'flaky'),
    failed: count(stats, 'unexpected'),
    skipped: count(stats, 'skipped'),
  };
  return withExit(totals, exitCode);
};

interface Note {
  readonly type: string;
  readonly description?: string;
}

interface ReportedTest {
  readonly annotations?: readonly Note[];
  readonly status: string;
}

interface ReportedSuite {
  readonly title: string;
  readonly suites?: readonly ReportedSuite[];
  readonly specs?: readonly { readonly tests: readonly ReportedTest[] }[];
}

/** The file of the journeys that run in every browser; each browser is a group in it. */
const EVERY_BROWSER = 'browsers/journeys.spec.ts';

const browserIn = ({ title, specs = [] }: ReportedSuite): string => {
  const tests = specs.flatMap((spec) => spec.tests);
  const told = (type: string): readonly string[] => [
    ...new Set(
      tests.flatMap(({ annotations = [] }) =>
        annotations.flatMap((note) => (note.type === type ? (note.description ?? []) : [])),
      ),
    ),
  ];
  const countOf = (...statuses: readonly string[]): number =>
    tests.filter(({ status }) => statuses.includes(status)).length;
  const totals = {
    passed: countOf('expected', 'flaky'),
    failed: countOf('unexpected'),
    skipped: countOf('skipped'),
  };
  const reasons = [...told('without').map((reason) => `not here: ${reason}`), ...told('skip')];
  return [`${told('engine')[0] ?? title}: ${format(totals)}`, ...reasons].join('\n  ');
};

/** From a Playwright JSON report: each browser with the totals of these journeys, and what could not run in it. */
export const browsersIn = (report: string | null): readonly string[] => {
  const read = parse(report) as { readonly suites?: readonly ReportedSuite[] } | null;
  const file = (read?.suites ?? []).find(({ title }) => title === EVERY_BROWSER);
  return (file?.suites ?? []).map(browserIn);
};

/** The last line of `npm test`. */
export const format = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
