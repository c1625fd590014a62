/**
 * Makes the published package from the repository's own: npm packs what package.json says, so that file and the
 * README are replaced while it packs. `--write` before (`prepack`), `--restore` after (`postpack`).
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuild } from './build.ts';
import { leftOut } from './cli/static-files.ts';

const ROOT = resolve(import.meta.dirname, '..');
const KEPT = resolve(ROOT, '.cache/published');
/** Files that are replaced. */
const FILES = ['package.json', 'README.md'] as const;

type Targets = Readonly<Record<string, string>>;

export interface Manifest extends Readonly<Record<string, unknown>> {
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, string | Targets>>;
}

/** Fields of the repository's own manifest that say nothing to those who install the package. */
const OWN_FIELDS = ['private', 'workspaces', 'engines', 'scripts', 'devDependencies', 'allowScripts', 'overrides'];

/** Removes what only the repository needs: tools, scripts, and the export condition for the sources. */
export const publishedManifest = ({ exports, files, ...manifest }: Manifest): Manifest => ({
  ...Object.fromEntries(Object.entries(manifest).filter(([field]) => !OWN_FIELDS.includes(field))),
  files: [...files, ...leftOut().map((name) => `!dist/assets/${name}`)],
  exports: Object.fromEntries(
    Object.entries(exports).map(([entry, target]) => [
      entry,
      typeof target === 'string'
        ? target
        : Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== 'lifesign-source')),
    ]),
  ),
});

/** Links to files that are only in the repository would be broken on a registry: only their text is kept. */
export const publishedReadme = (readme: string): string =>
  readme
    .replace(/<p>\n(?:<img [^>]*src="(?!https?:)[^>]*>\n)+<\/p>\n\n/g, '')
    .replace(/\[([^\]]+)\]\((?!https?:|#)([^)]+)\)/g, '$1');

const write = (): void => {
  ensureBuild();
  const manifest = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as Manifest;
  if (!('devDependencies' in manifest)) {
    throw new Error(
      'package.json is the published one already; an earlier pack did not end: git checkout package.json',
    );
  }
  mkdirSync(KEPT, { recursive: true });
  for (const file of FILES) {
    copyFileSync(resolve(ROOT, file), resolve(KEPT, file));
  }
  const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8');
  writeFileSync(resolve(ROOT, 'README.md'), publishedReadme(readme));
  writeFileSync(resolve(ROOT, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
};

const restore = (): void => {
  for (const file of FILES) {
    if (existsSync(resolve(KEPT, file))) {
      renameSync(resolve(KEPT, file), resolve(ROOT, file));
    }
  }
};

if (import.meta.main) {
  if (process.argv.includes('--restore')) {
    restore();
  } else if (process.argv.includes('--write')) {
    write();
  }
}
