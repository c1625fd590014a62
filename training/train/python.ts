/** Finds a Python that can run our scripts, or names what to install. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { TRAINING } from '../common/places.ts';

/** A script's imports, and their packages in Debian and Ubuntu. */
const PACKAGES = { torch: 'python3-torch', cv2: 'python3-opencv', numpy: 'python3-numpy' };
/** Path for the package `simulate`, and for modules of `train/` from outside. */
export const PYTHON_PATH = { PYTHONPATH: [TRAINING, path.join(TRAINING, 'train')].join(path.delimiter) };

type PythonModule = keyof typeof PACKAGES;
/** Without them the C library's allocator returns every large tensor to the system, which takes half of the time. */
const ALLOCATOR = { MALLOC_MMAP_THRESHOLD_: '2000000000', MALLOC_TRIM_THRESHOLD_: '8000000000' };

/** `LIFESIGN_PYTHON`, else the first of the usual ones that has the modules; by default those that training needs. */
export const findPython = (modules: readonly PythonModule[] = ['torch', 'cv2', 'numpy']): string => {
  const candidates = [process.env['LIFESIGN_PYTHON'], 'python3', '/usr/bin/python3'].filter(
    (name) => name !== undefined,
  );
  const python = candidates.find(
    (name) => spawnSync(name, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0,
  );
  if (python === undefined) {
    throw new Error(
      `This needs Python 3 with ${modules.join(', ')}. On Debian and Ubuntu: ` +
        `sudo apt-get install ${modules.map((name) => PACKAGES[name]).join(' ')}. ` +
        'Another Python: set LIFESIGN_PYTHON to its path.',
    );
  }
  return python;
};

/**
 * Runs a script, named by its path from `training/`, with `--name=value` for each option; its output goes to ours. Rejects
 * when it fails.
 */
export const runScript = (python: string, script: string, options: Readonly<Record<string, string>>): Promise<void> =>
  new Promise((resolve, reject) => {
    const file = path.join(TRAINING, script);
    const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const child = spawn(python, [file, ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...ALLOCATOR, ...PYTHON_PATH },
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))));
  });
