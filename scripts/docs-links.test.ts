import { expect, test } from 'vitest';
import { siteLink } from './docs-links.ts';

const FILES = new Set([
  'README.md',
  'CHANGELOG.md',
  'gateway/README.md',
  'gateway/config.example.json',
  'docs/contracts.md',
  'docs/guide/options.md',
  'docs/families/README.md',
]);
const link = (page: string, href: string): string | null => siteLink(page, href, (path) => FILES.has(path));

test.each([
  ['between pages', 'guide/errors.md', 'options.md#result', '/guide/options.md#result'],
  ['to a page in another folder', 'guide/errors.md', '../contracts.md', '/contracts.md'],
  ['to a folder’s own page', 'start.md', 'families/README.md', '/families/README.md'],
  ['to a file that a page shows', 'start.md', '../gateway/README.md#sandbox', '/operations.md#sandbox'],
  ['from a file that a page shows', 'operations.md', '../docs/contracts.md', '/contracts.md'],
  ['from such a file to another', 'changelog.md', 'gateway/README.md#clocks', '/operations.md#clocks'],
  ['to a heading', 'start.md', '#here', '#here'],
  ['to another site', 'start.md', 'https://example.com/x', 'https://example.com/x'],
  ['to a file that is not on the site', 'operations.md', 'config.example.json', null],
  ['to the README, which is not on the site', 'start.md', '../README.md', null],
  ['to nothing', 'start.md', 'nowhere.md', null],
] as const)('a link %s', (_, page, href, expected) => {
  expect(link(page, href)).toBe(expected);
});
