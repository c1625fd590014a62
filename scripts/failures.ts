/** Names of tests that failed, or passed only when repeated, from the runners' JSON reports: a log that is cut to its end still says what failed. */
import { relative } from 'node:path';
import * as v from 'valibot';

const vitestSchema = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({ status: v.string(), fullName: v.string(), failureMessages: v.optional(v.array(v.string()), []) }),
      ),
    }),
  ),
});

const errorSchema = v.object({ message: v.optional(v.string(), '') });

const testSchema = v.object({
  status: v.string(),
  results: v.array(v.object({ errors: v.optional(v.array(errorSchema), []) })),
});

type Test = v.InferOutput<typeof testSchema>;

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[] | undefined;
  readonly specs?: readonly { readonly title: string; readonly tests: readonly Test[] }[] | undefined;
}

const suiteSchema: v.GenericSchema<unknown, Suite> = v.object({
  title: v.string(),
  suites: v.optional(v.array(v.lazy(() => suiteSchema))),
  specs: v.optional(v.array(v.object({ title: v.string(), tests: v.array(testSchema) }))),
});

const playwrightSchema = v.object({
  suites: v.array(suiteSchema),
  errors: v.optional(v.array(errorSchema), []),
});

/** Null where there is no report, or another one than expected: the totals count that as a failure. */
const read = <Output>(schema: v.GenericSchema<unknown, Output>, report: string | null): Output | null => {
  try {
    const result = v.safeParse(schema, JSON.parse(report ?? ''));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
};

/** Terminal colours, which Playwright puts into messages. */
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]*m/gu;

const line = (name: string, message: string | undefined): string =>
  `${name}: ${(message ?? '').replace(COLOURS, '').trim().split('\n', 1)[0] || 'no message'}`;

/** A line for each failed test of a vitest JSON report, and for each file that did not load. `root`: absolute path of the repository. */
export const failedInVitest = (report: string | null, root: string): readonly string[] =>
  (read(vitestSchema, report)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    return status === 'failed' && failed.length === 0
      ? [line(file, message)]
      : failed.map(({ fullName, failureMessages }) => line(`${file} › ${fullName}`, failureMessages[0]));
  });

/** A line for each test of a vitest JSON report that failed first and passed when repeated: it passed, and has messages. */
export const repeatedInVitest = (report: string | null, root: string): readonly string[] =>
  (read(vitestSchema, report)?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => line(`${relative(root, name)} › ${fullName}`, failureMessages[0])),
  );

const testsIn = (
  { title, suites = [], specs = [] }: Suite,
  above: readonly string[] = [],
): readonly { readonly name: string; readonly test: Test }[] => {
  const path = [...above, title];
  return [
    ...specs.flatMap((spec) => spec.tests.map((test) => ({ name: [...path, spec.title].join(' › '), test }))),
    ...suites.flatMap((suite) => testsIn(suite, path)),
  ];
};

/**
 * A line for each test of a Playwright JSON report with that status: `unexpected` failed, `flaky` failed first and passed when
 * repeated. Errors outside of tests (a failed start) are among the `unexpected`.
 */
export const toldByPlaywright = (report: string | null, status: 'unexpected' | 'flaky'): readonly string[] => {
  const { suites, errors } = read(playwrightSchema, report) ?? { suites: [], errors: [] };
  const tests = suites.flatMap((suite) => testsIn(suite)).filter(({ test }) => test.status === status);
  const lines = tests.map(({ name, test }) => line(name, test.results.flatMap((result) => result.errors)[0]?.message));
  return status === 'unexpected'
    ? [...lines, ...errors.map(({ message }) => line('outside of tests', message))]
    : lines;
};
