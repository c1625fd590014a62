import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../common/places.ts';
import { runPythonTests } from '../train/python-tests.ts';

describe('the attack simulator', () => {
  it('passes its own tests', { timeout: 900_000 }, (context) => {
    runPythonTests(context, 'simulate.test_simulate', ['cv2', 'numpy'], /Ran \d\d tests/);
  });
});

describe('npm run pad:sheet', () => {
  it.each(['sheet.jpg', 'training/train/sheet.jpg', path.join(ROOT, 'dist-free.jpg')])(
    'refuses to write faces into the repository: %s',
    (out) => {
      const run = spawnSync(
        process.execPath,
        ['--conditions=lifesign-source', 'training/simulate/sheet.ts', '--data', 'nowhere', '--out', out],
        { cwd: ROOT, encoding: 'utf8' },
      );
      expect(run.status).not.toBe(0);
      expect(run.stderr).toContain('must not be committed');
    },
  );
});
