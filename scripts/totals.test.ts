import { describe, expect, test } from 'vitest';
import { add, browsersIn, format, ofPlaywright, ofStep, ofVitest } from './totals.ts';

const vitestReport = (fields: Record<string, unknown>): string =>
  JSON.stringify({
    numTotalTests: 5,
    numPassedTests: 4,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [],
    ...fields,
  });

describe('vitest', () => {
  test.each([
    ['counts what it reports', vitestReport({}), 0, { passed: 4, failed: 0, skipped: 1 }],
    ['counts failures once', vitestReport({ numFailedTests: 2 }), 1, { passed: 4, failed: 2, skipped: 1 }],
    [
      'counts a file that did not load',
      vitestReport({ testResults: [{ status: 'failed', assertionResults: [] }] }),
      1,
      { passed: 4, failed: 1, skipped: 1 },
    ],
    ['counts an unhandled error', vitestReport({}), 1, { passed: 4, failed: 1, skipped: 1 }],
    ['fails without a report', null, 0, { passed: 0, failed: 1, skipped: 0 }],
    ['fails on a broken report', '{', 0, { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_, report, exitCode, totals) => {
    expect(ofVitest(report, exitCode)).toEqual(totals);
  });

  test('does not count a failed file twice', () => {
    const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }];
    expect(ofVitest(vitestReport({ numFailedTests: 1, testResults }), 1).failed).toBe(1);
  });
});

describe('playwright', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };

  test.each([
    ['counts what it reports', JSON.stringify({ stats }), 1, { passed: 4, failed: 1, skipped: 2 }],
    [
      'counts a failed start',
      JSON.stringify({ stats: { ...stats, unexpected: 0 } }),
      1,
      { passed: 4, failed: 1, skipped: 2 },
    ],
    ['fails without a report', null, 1, { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_, report, exitCode, totals) => {
    expect(ofPlaywright(report, exitCode)).toEqual(totals);
  });
});

test('the last line adds up all runners and names skipped tests only when there are some', () => {
  const totals = add([ofStep(true), ofStep(false), { passed: 10, failed: 0, skipped: 0 }]);
  expect(format(totals)).toBe('11 passed, 1 failed');
  expect(format(add([totals, { passed: 0, failed: 0, skipped: 3 }]))).toBe('11 passed, 1 failed, 3 skipped');
});

const reported = (status: string, ...annotations: { type: string; description: string }[]) => ({
  tests: [{ status, annotations }],
});

test('each browser is listed with its totals and with what could not run', () => {
  const firefox = { type: 'engine', description: 'Firefox 153.0' };
  const without = { type: 'without', description: 'frames by getUserMedia' };
  const report = {
    stats: {},
    suites: [
      { title: 'journeys/camera.spec.ts', specs: [reported('expected')] },
      {
        title: 'browsers/journeys.spec.ts',
        suites: [
          {
            title: 'Firefox',
            specs: [reported('expected', firefox, without), reported('unexpected', firefox, without)],
          },
          { title: 'WebKitGTK', specs: [reported('skipped', { type: 'skip', description: 'not installed: Xvfb' })] },
        ],
      },
    ],
  };
  expect(browsersIn(JSON.stringify(report))).toEqual([
    'Firefox 153.0: 1 passed, 1 failed\n  not here: frames by getUserMedia',
    'WebKitGTK: 0 passed, 0 failed, 1 skipped\n  not installed: Xvfb',
  ]);
  expect(browsersIn(null)).toEqual([]);
});
