/** The package as it is published, in a folder. Nothing is packed: that rewrites package.json while other tests run. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ensureBuild } from './build.ts';
import { leftOut } from './cli/static-files.ts';
import { publishedManifest, type Manifest } from './published.ts';

const ROOT = resolve(import.meta.dirname, '..');

export const stagePackage = (folder: string): void => {
  ensureBuild();
  const unpublished = leftOut();
  cpSync(resolve(ROOT, 'dist'), join(folder, 'dist'), {
    recursive: true,
    filter: (path) => !path.endsWith('.map') && !unpublished.includes(basename(path)),
  });
  const manifest = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as Manifest;
  writeFileSync(join(folder, 'package.json'), JSON.stringify(publishedManifest(manifest)));
};
