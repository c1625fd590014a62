import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from './docs.ts';

const packedFiles = (): readonly string[] => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [packed] = JSON.parse(stdout) as readonly { readonly files: readonly { readonly path: string }[] }[];
  return packed?.files.map(({ path }) => path) ?? [];
};

/** npm reads every file that it would pack, and the machine may be busy. */
it(
  'the package has the SDK, its card and its licences, and nothing of tests, training and tools',
  { timeout: 300_000 },
  () => {
    const files = packedFiles();
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'NOTICE',
        'README.md',
        'models/README.md',
        'models/manifest.json',
        'src/index.ts',
      ]),
    );
    const allowed =
      /^(?:dist|src)\/|^models\/(?:README\.md|manifest\.json)$|^(?:LICENSE|NOTICE|README\.md|package\.json)$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    expect(files.filter((file) => /\.test\.ts$|\.(?:jpe?g|png|mjpeg)$/.test(file))).toEqual([]);
  },
);
