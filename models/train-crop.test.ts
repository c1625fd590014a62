import { it } from 'vitest';
import { runPythonTests } from './python-tests.ts';

it('the share of a crop that a picture has passes its own tests', { timeout: 300_000 }, (context) => {
  runPythonTests(context, 'test_crop', ['cv2', 'numpy'], /Ran 5 tests/);
});
