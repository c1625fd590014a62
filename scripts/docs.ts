/**
 * Checks what the documents say about the repository against its files: relative links and their headings,
 * paths in backticks, npm scripts, and sections of docs/contracts.md that comments cite. Each function returns what is
 * wrong, one line each; scripts/docs.test.ts runs them over the whole repository.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

/** Generated folders; not part of the repository. */
const GENERATED = new Set(['node_modules', 'dist', '.cache', '.data', 'coverage', 'test-results', 'playwright-report']);

/** Returns the files that match the pattern, relative to the root. */
export const filesLike = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: ROOT, exclude: (name) => GENERATED.has(name) });

export const read = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

const withoutCodeBlocks = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '');

/** As GitHub makes them: lower case, no punctuation, a hyphen for each space. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (markdown: string): ReadonlySet<string> =>
  new Set([...withoutCodeBlocks(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

/** Broken links and pictures of a Markdown file. `file` is relative to the root. */
export const brokenLinks = (file: string, markdown: string): readonly string[] => {
  const text = withoutCodeBlocks(markdown);
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|<img[^>]*\ssrc="([^"]+)"/g)].map(
    ([, link, src]) => link ?? src ?? '',
  );
  return targets
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#', 2);
      const linked = relative(ROOT, resolve(ROOT, dirname(file), path));
      if (path !== '' && !existsSync(resolve(ROOT, linked))) {
        return true;
      }
      return anchor !== undefined && !anchorsOf(path === '' ? markdown : read(linked)).has(anchor);
    })
    .map((target) => `${file}: ${target}`);
};

/** A path with one of these extensions counts as ours, even if its folder does not exist. */
const FILE_ENDING = /\.(?:[cm]?[jt]s|json|md|py|sh|html|css|bin|txt|yml)$/;

/**
 * Paths in backticks that are not in the repository. They count from its root and may have `*` and `{a,b}`; addresses
 * (`/coe/v1/…`), media types and similar are not checked.
 */
export const missingPaths = (file: string, markdown: string): readonly string[] => {
  const ours = new Set(readdirSync(ROOT));
  return withoutCodeBlocks(markdown)
    .split(/\n\n/)
    .flatMap((block) => [...block.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code))
    .filter((code) => /^[\w.@][\w.@*{},-]*(?:\/[\w.@*{},-]+)+\/?$/.test(code))
    .filter((code) => {
      const [top = ''] = code.split('/');
      return !GENERATED.has(top) && (ours.has(top) || FILE_ENDING.test(code));
    })
    .filter((code) => globSync(code.replace(/\/$/, ''), { cwd: ROOT }).length === 0)
    .map((code) => `${file}: ${code}`);
};

/** `npm run` commands that package.json does not have. */
export const missingScripts = (file: string, markdown: string): readonly string[] => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  return [...markdown.matchAll(/npm run (?:--silent )?([\w:-]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in scripts))
    .map((name) => `${file}: npm run ${name}`);
};

/** Sections that a comment cites ("contracts 1.8", "contracts 1.7 a, c") and docs/contracts.md does not have. */
export const missingSections = (file: string, source: string, contracts: string): readonly string[] => {
  const sections = new Set([...contracts.matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number = '']) => number));
  return [...source.matchAll(/\bcontracts ((?:\d+(?:\.\d+)?(?: [a-d])?(?:, [a-d])*(?:, )?)+)/g)]
    .flatMap(([, list = '']) => list.match(/\d+(?:\.\d+)?/g) ?? [])
    .filter((number) => !sections.has(number))
    .map((number) => `${file}: contracts ${number}`);
};

/** Returns a module's run-time imports: `import type` is removed by the build. */
const importsOf = (source: string): readonly string[] =>
  [...source.matchAll(/(?:^|\n)(?:import|export) (?!type )[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/g)].map(
    ([, from, dynamic]) => from ?? dynamic ?? '',
  );

/** The entries of vite.config.ts. */
const ENTRIES = ['index', 'define', 'contract/index', 'vision/index', 'testing/index', 'worker/vision.worker'];

/** npm packages that the published code is bundled with: what the entries import, and what that imports. */
export const bundledPackages = (): ReadonlySet<string> => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file) || !file.endsWith('.ts')) {
      return;
    }
    seen.add(file);
    for (const specifier of importsOf(read(file))) {
      if (specifier.startsWith('.')) {
        follow(relative(ROOT, resolve(ROOT, dirname(file), specifier)));
      } else {
        packages.add(specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
      }
    }
  };
  ENTRIES.forEach((entry) => follow(`src/${entry}.ts`));
  return packages;
};
