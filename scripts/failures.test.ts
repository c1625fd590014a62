import { describe, expect, test } from 'vitest';
import { failedInVitest, repeatedInVitest, toldByPlaywright } from './failures.ts';

const file = (fields: Record<string, unknown>) => ({
  name: '/home/src/a.test.ts',
  status: 'failed',
  message: '',
  ...fields,
});
const vitestReport = (...testResults: readonly unknown[]): string => JSON.stringify({ testResults });

describe('vitest', () => {
  test('names each failed test with the first line of its message', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'group works', failureMessages: [] },
      { status: 'failed', fullName: 'group fails', failureMessages: ['Error: 1 is not 2\n    at line 3'] },
    ];
    expect(failedInVitest(vitestReport(file({ assertionResults })), '/home')).toEqual([
      'src/a.test.ts › group fails: Error: 1 is not 2',
    ]);
  });

  test('names what passed only when repeated', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'works', failureMessages: [] },
      { status: 'passed', fullName: 'works at last', failureMessages: ['Error: too late\n    at line 3'] },
      { status: 'failed', fullName: 'fails twice', failureMessages: ['Error: no', 'Error: no'] },
    ];
    expect(repeatedInVitest(vitestReport(file({ assertionResults })), '/home')).toEqual([
      'src/a.test.ts › works at last: Error: too late',
    ]);
  });

  test('names a file that did not load', () => {
    expect(
      failedInVitest(vitestReport(file({ message: 'SyntaxError: x\nat y', assertionResults: [] })), '/home'),
    ).toEqual(['src/a.test.ts: SyntaxError: x']);
  });

  test.each([[null], ['{'], ['{"testResults":1}'], [vitestReport(file({ status: 'passed', assertionResults: [] }))]])(
    'names nothing from %s',
    (text) => {
      expect(failedInVitest(text, '/home')).toEqual([]);
    },
  );
});

const spec = (title: string, status: string, ...messages: readonly string[]) => ({
  title,
  tests: [{ status, results: [{ errors: messages.map((message) => ({ message })) }] }],
});

describe('Playwright', () => {
  const report = JSON.stringify({
    errors: [{ message: 'the port is in use' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('ends', 'expected')],
        suites: [
          {
            title: 'group',
            specs: [
              spec('fails', 'unexpected', '\u001B[31mError: not there\u001B[39m\n  at line 3'),
              spec('passes when repeated', 'flaky', 'Error: too late'),
            ],
          },
        ],
      },
    ],
  });

  test('names what failed, and errors outside of tests', () => {
    expect(toldByPlaywright(report, 'unexpected')).toEqual([
      'a.spec.ts › group › fails: Error: not there',
      'outside of tests: the port is in use',
    ]);
  });

  test('names what passed only when repeated', () => {
    expect(toldByPlaywright(report, 'flaky')).toEqual(['a.spec.ts › group › passes when repeated: Error: too late']);
  });

  test('names nothing without a report', () => {
    expect(toldByPlaywright(null, 'unexpected')).toEqual([]);
  });
});
