/** Runs unit tests written in Python, where a Python with their modules exists. For tests only. */
import { spawnSync } from 'node:child_process';
import { expect, type TestContext } from 'vitest';
import { findPython, PYTHON_PATH } from './python.ts';

/** @param name of a module of `training/train` or of the package `simulate`, with unit tests; skipped, with the reason, without a Python that has `modules`. */
export const runPythonTests = (
  context: TestContext,
  name: string,
  modules: Parameters<typeof findPython>[0],
  count: RegExp,
): void => {
  const run = spawnSync(pythonOrSkip(context, modules), ['-m', 'unittest', '-v', name], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...PYTHON_PATH },
  });
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr).toMatch(count);
};

/** Skips the test, with the reason, where no Python has `modules`. */
export const pythonOrSkip = (context: TestContext, modules: Parameters<typeof findPython>[0]): string => {
  try {
    return findPython(modules);
  } catch (error) {
    return context.skip(`The tests in Python did not run. ${String(error)}`);
  }
};
