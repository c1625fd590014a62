/**
 * `npm run docs:check`: builds the documentation site, which fails on a link to a page that does not exist, and checks
 * the pages: links lead to existing headings, nothing is loaded from another host, and the code compiles.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuild } from './build.ts';
import { ROOT } from './docs.ts';
import { checkCode } from './docs-code.ts';
import { brokenFragments, foreignRequests } from './docs-pages.ts';

const SITE = resolve(ROOT, '.cache/docs/site');
/** Measured at 10 to 20 s on two quiet cores. */
const LIMIT_MS = 300_000;

const build = (): readonly string[] => {
  const { status, signal } = spawnSync(resolve(ROOT, 'node_modules/.bin/vitepress'), ['build', 'docs'], {
    cwd: ROOT,
    stdio: 'inherit',
    timeout: LIMIT_MS,
  });
  return status === 0 && existsSync(SITE) ? [] : [`vitepress ended with ${signal ?? `code ${status}`}`];
};

// The code is checked against the packed types.
ensureBuild();
const failures = [...build()];
const pages = new Map(
  globSync('**/*.html', { cwd: SITE }).map((name) => [name, readFileSync(resolve(SITE, name), 'utf8')]),
);
const sheets = globSync('**/*.css', { cwd: SITE }).map((name) => readFileSync(resolve(SITE, name), 'utf8'));
failures.push(...brokenFragments(pages), ...foreignRequests(pages, sheets));
const { problems, checked, foreign } = checkCode();
failures.push(...problems);

console.log(
  `${pages.size} pages; ${checked} code blocks compiled, ${foreign} with packages that are not installed here`,
);
for (const failure of failures) {
  console.error(failure);
}
process.exitCode = failures.length === 0 && pages.size > 0 && checked > 0 ? 0 : 1;
