/** Errors in built pages of the documentation site, one line each. Pages have names like `guide/errors.html`. */
import { posix } from 'node:path';

type Pages = ReadonlyMap<string, string>;

const attributes = (html: string, name: string): readonly string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

/** Links with a fragment that the target page does not have. */
export const brokenFragments = (pages: Pages): readonly string[] =>
  [...pages].flatMap(([name, html]) =>
    attributes(html, 'href')
      .filter((href) => /^(?!\w+:)[^#]*#./.test(href))
      .filter((href) => {
        const [path = '', fragment = ''] = href.split('#', 2);
        const from = path.startsWith('/') ? '' : posix.dirname(name);
        const target = path === '' ? name : posix.join(from, path).replace(/^\.?\//, '');
        const file = target.endsWith('/') || target === '' ? `${target}index.html` : target;
        const found = pages.get(file) ?? pages.get(`${file}.html`);
        return found === undefined || !attributes(found, 'id').includes(decodeURIComponent(fragment));
      })
      .map((href) => `${name}: ${href}`),
  );

/** What a browser would load from another host to show a page. Links to other sites are not loaded. */
export const foreignRequests = (pages: Pages, sheets: readonly string[]): readonly string[] => [
  ...[...pages].flatMap(([name, html]) =>
    [...html.matchAll(/<(?:script|img|link|iframe|source)\b[^>]*\s(?:src|href)="(?:https?:)?\/\/[^"]*"/g)].map(
      ([tag]) => `${name}: ${tag}`,
    ),
  ),
  ...sheets.flatMap((css) =>
    [...css.matchAll(/url\(["']?(?:https?:)?\/\/[^)]*\)|@import[^;]*\/\/[^;]*/g)].map(([rule]) => rule),
  ),
];
