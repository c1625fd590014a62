import { it } from 'vitest';
import { runPythonTests } from './python-tests.ts';

it('rounding of weights passes its own tests', { timeout: 300_000 }, (context) => {
  runPythonTests(context, 'test_rounded', ['torch', 'cv2', 'numpy'], /Ran 4 tests/);
});
