import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPython } from './python.ts';

const ROOT = path.join(import.meta.dirname, '..');

const pythonOrReason = (): { python: string } | { reason: string } => {
  try {
    return { python: findPython(['cv2', 'numpy']) };
  } catch (error) {
    return { reason: String(error) };
  }
};

describe('the attack simulator', () => {
  it('passes its own tests', { timeout: 900_000 }, (context) => {
    const found = pythonOrReason();
    if ('reason' in found) {
      context.skip(`The simulator's tests did not run. ${found.reason}`);
      return;
    }
    const run = spawnSync(found.python, ['-m', 'unittest', '-v', 'simulate.test_simulate'], {
      cwd: path.join(ROOT, 'models/train'),
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toMatch(/Ran \d\d tests/);
  });
});

describe('npm run pad:sheet', () => {
  it.each(['sheet.jpg', 'models/train/sheet.jpg', path.join(ROOT, 'dist-free.jpg')])(
    'refuses to write faces into the repository: %s',
    (out) => {
      const run = spawnSync(
        process.execPath,
        ['--conditions=lifesign-source', 'models/sheet.ts', '--data', 'nowhere', '--out', out],
        { cwd: ROOT, encoding: 'utf8' },
      );
      expect(run.status).not.toBe(0);
      expect(run.stderr).toContain('must not be committed');
    },
  );
});
