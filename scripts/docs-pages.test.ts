import { expect, test } from 'vitest';
import { codeBlocks } from './docs-code.ts';
import { brokenFragments, foreignRequests } from './docs-pages.ts';

test('a link to a heading that a built page does not have is found', () => {
  const pages = new Map([
    [
      'index.html',
      '<h1 id="top"></h1><a href="#top"> <a href="/guide/errors.html#codes"> <a href="/guide/errors#gone">',
    ],
    ['guide/errors.html', '<h2 id="codes"></h2><a href="../#top"> <a href="https://example.com/#x"> <a href="#lost">'],
  ]);
  expect(brokenFragments(pages)).toEqual(['index.html: /guide/errors#gone', 'guide/errors.html: #lost']);
});

test('a request to another host is found, a link to one is not', () => {
  const pages = new Map([
    ['a.html', '<a href="https://example.com/"> <img src="/x.png"> <script src="https://cdn.example/x.js"></script>'],
  ]);
  expect(foreignRequests(pages, ['a{background:url(/y.png)}', '@font-face{src:url("//fonts.example/f")}'])).toEqual([
    'a.html: <script src="https://cdn.example/x.js"',
    'url("//fonts.example/f")',
  ]);
});

test('code blocks have file and line', () => {
  expect(codeBlocks('a.md', 'Words\n\n```ts\nconst a = 1;\n```\n\n```sh\nls\n```\n')).toEqual([
    { place: 'a.md:4', code: 'const a = 1;\n' },
  ]);
});
