/**
 * The site that `npm run docs` serves and `npm run docs:check` builds: the files of docs/, offline, without a request to
 * anybody. Links are those of the repository, turned into the site's.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitepress';
import { siteLink } from '../../scripts/docs-links.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCS = resolve(ROOT, 'docs');

const titleOf = (page: string): string =>
  /^(?:# |title: )(.+)$/m.exec(readFileSync(resolve(DOCS, page), 'utf8'))?.[1] ?? page.replace(/\.md$/, '');

const item = (page: string) => ({
  text: titleOf(page),
  link: `/${page.replace(/README\.md$/, '').replace(/\.md$/, '')}`,
});

/** Every page of a folder that is there, its README first. */
const folder = (name: string) =>
  (existsSync(resolve(DOCS, name)) ? readdirSync(resolve(DOCS, name)) : [])
    .filter((file) => file.endsWith('.md'))
    .toSorted((one, other) => Number(other === 'README.md') - Number(one === 'README.md') || one.localeCompare(other))
    .map((file) => item(`${name}/${file}`));

const GUIDE = [
  'options',
  'result',
  'errors',
  'theming',
  'languages',
  'hosting',
  'host-page',
  'challenges',
  'phone',
  'testing',
];
const KNOW = [
  'browsers',
  'accessibility',
  'privacy',
  'threat-model',
  'model-card',
  'figures',
  'versioning',
  'changelog',
];
const RUN = ['operations', 'maintenance', 'capacity', 'contracts', 'architecture'];

export default defineConfig({
  title: 'Lifesign',
  description: 'Passive face liveness in the browser, and the gateway that verifies it',
  lang: 'en',
  outDir: resolve(ROOT, '.cache/docs/site'),
  cacheDir: resolve(ROOT, '.cache/docs/vite'),
  // The README of a folder is its own page.
  rewrites: (page) => page.replace(/README\.md$/, 'index.md'),
  markdown: {
    config: (markdown) => {
      markdown.core.ruler.push('lifesign-links', ({ tokens, env }) => {
        const page: unknown = env.path;
        if (typeof page !== 'string') {
          return;
        }
        const from = page.slice(DOCS.length + 1);
        for (const { children } of tokens) {
          for (const [index, token] of (children ?? []).entries()) {
            const href = token.attrGet('href');
            if (token.type !== 'link_open' || href === null) {
              continue;
            }
            const target = siteLink(from, href, (path) => existsSync(resolve(ROOT, path)));
            if (target !== null) {
              token.attrSet('href', target.replace(/README\.md/, 'index.md'));
              continue;
            }
            // The words stay, without a link.
            token.tag = 'span';
            token.attrs = [];
            const close = children?.slice(index).find(({ type }) => type === 'link_close');
            if (close !== undefined) {
              close.tag = 'span';
            }
            token.type = 'span_open';
          }
        }
      });
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      { text: 'Begin', items: [item('start.md'), ...folder('integrate')] },
      { text: 'The page', items: GUIDE.map((name) => item(`guide/${name}.md`)) },
      { text: 'Families', items: folder('families') },
      { text: 'Know', items: KNOW.map((name) => item(`${name}.md`)) },
      { text: 'The gateway', items: RUN.map((name) => item(`${name}.md`)) },
      { text: 'Decisions', collapsed: true, items: folder('decisions') },
    ],
  },
});
