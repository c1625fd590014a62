import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { publishedManifest, publishedReadme, type Manifest } from './published.ts';

const ROOT = resolve(import.meta.dirname, '..');

test('the published manifest has no field that only the repository needs', () => {
  const manifest = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as Manifest;
  const published = publishedManifest(manifest);
  const own = ['engines', 'scripts', 'devDependencies', 'workspaces', 'dependencies', 'allowScripts', 'overrides'];
  expect(Object.keys(published).filter((field) => own.includes(field))).toEqual([]);
  expect(Object.keys(published.exports)).toEqual(Object.keys(manifest.exports));
  expect(JSON.stringify(published)).not.toMatch(/lifesign-source|\.\/src\/(?!define)/);
  expect(published.exports['.']).toEqual({ types: './dist/types/index.d.ts', default: './dist/index.js' });
});

test('the published README has no link to a file that is only in the repository', () => {
  const readme = publishedReadme(readFileSync(resolve(ROOT, 'README.md'), 'utf8'));
  expect(readme).not.toMatch(/\]\((?!https?:|#)/);
  expect(readme).not.toMatch(/<img [^>]*src="(?!https?:)/);
  expect(publishedReadme('[the list](docs/browsers.md), [site](https://a.example), [below](#below)')).toBe(
    'the list, [site](https://a.example), [below](#below)',
  );
});
