import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../common/places.ts';
import { sourcesOf } from './sources.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lifesign-sources-'));
  const write = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);
  await write('a.ts', "import { b } from './b.ts';\nimport type { C } from './c.ts';\nimport fs from 'node:fs';\n");
  await write('b.ts', "export * from './d.ts';\nexport const later = () => import('./e.ts');\n");
  await write('c.ts', 'export type C = 1;\n');
  await write('d.ts', "import './a.ts';\nimport { type C } from './c.ts';\n");
  await write('e.ts', '// A comment\n');
});
afterAll(() => rm(folder, { recursive: true }));

it('follows run-time imports, cycles included, and no type imports', async () => {
  const names = (await sourcesOf(path.join(folder, 'a.ts'))).map((file) => path.basename(file));
  // `import { type C }` keeps the import of its module.
  expect(names).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts']);
  expect((await sourcesOf(path.join(folder, 'b.ts'))).length).toBe(5);
});

it('finds the measures and the detector that a detection depends on', async () => {
  const files = await sourcesOf(
    path.join(import.meta.dirname, 'observe.ts'),
    path.join(import.meta.dirname, 'detector.ts'),
  );
  expect(files.map((file) => path.relative(ROOT, file))).toEqual(
    expect.arrayContaining([
      'src/vision/exposure.ts',
      'src/vision/geometry.ts',
      'training/data/locate-face.ts',
      'training/data/manifest.ts',
      'training/data/skin-tone.ts',
    ]),
  );
  expect(files.some((file) => file.endsWith('blazeface/blazeface.ts'))).toBe(true);
});
