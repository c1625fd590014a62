import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { TRAINING } from '../common/places.ts';

/** Module names of PyPI distributions whose names differ. */
const MODULES: Readonly<Record<string, string>> = { 'opencv-python-headless': 'cv2' };
/** Modules of Python's standard library. */
const BUILT_IN = 'argparse collections copy functools glob json math os shutil textwrap time unittest'.split(' ');

it('requirements.txt pins what the scripts import, and nothing else', () => {
  const scripts = globSync('**/*.py', { cwd: TRAINING });
  const ours = new Set(scripts.flatMap((file) => [path.basename(file, '.py'), path.dirname(file)]));
  const imported = scripts
    .flatMap((file) => [...readFileSync(path.join(TRAINING, file), 'utf8').matchAll(/^(?:import|from) ([a-z]\w*)/gm)])
    .map(([, name = '']) => name)
    .filter((name) => !ours.has(name) && !BUILT_IN.includes(name));
  const lines = readFileSync(path.join(TRAINING, 'requirements.txt'), 'utf8').split('\n');
  const pinned = lines.flatMap((line) => /^([\w-]+)==\d+(?:\.\d+)+$/.exec(line)?.[1] ?? []);
  expect(pinned).toHaveLength(lines.filter((line) => line !== '' && !line.startsWith('#')).length);
  expect([...new Set(imported)].toSorted()).toEqual(pinned.map((name) => MODULES[name] ?? name).toSorted());
});
