/**
 * Links between documents are paths in the repository, so that they work where the repository is read. On the
 * site some files have another path, and most have none. Maps files to pages.
 */
import { posix } from 'node:path';

/** Pages of the site that show a file from outside of docs/. */
export const SHOWN: Readonly<Record<string, string>> = {
  'gateway/README.md': 'operations.md',
  'models/README.md': 'model-card.md',
  'CHANGELOG.md': 'changelog.md',
};

/** Links in an included file are relative to that file's folder. */
const folderOf = (page: string): string =>
  posix.dirname(Object.entries(SHOWN).find(([, shown]) => shown === page)?.[0] ?? `docs/${page}`);

/**
 * Returns the target of a link on the site, relative to the page that has it; null when the site has no such page, and the text stays without
 * a link. `exists` says whether the repository has a file or folder.
 */
export const siteLink = (page: string, href: string, exists: (path: string) => boolean): string | null => {
  if (/^[a-z][a-z+.-]*:|^#|^\//i.test(href)) {
    return href;
  }
  const [path = '', anchor] = href.split('#', 2);
  const file = posix.join(folderOf(page), path);
  const target = SHOWN[file] ?? (/^docs\/.+\.md$/.test(file) && exists(file) ? file.slice('docs/'.length) : null);
  return target === null ? null : `/${target}${anchor === undefined ? '' : `#${anchor}`}`;
};
