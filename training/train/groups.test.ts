import { it } from 'vitest';
import { runPythonTests } from './python-tests.ts';

it('group-robust weights pass their own tests', { timeout: 300_000 }, (context) => {
  runPythonTests(context, 'test_groups', ['torch', 'numpy'], /Ran 4 tests/);
});
