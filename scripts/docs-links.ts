/**
 * The documents link to each other as files of the repository, so that they work where the repository is read. On the
 * site some files have another place, and most have none. Knows: which file is which page.
 */
import { posix } from 'node:path';

/** Pages of the site that show a file from outside of docs/. */
export const SHOWN: Readonly<Record<string, string>> = {
  'gateway/README.md': 'operations.md',
  'models/README.md': 'model-card.md',
  'CHANGELOG.md': 'changelog.md',
};

/** What a page shows counts from the folder of the file that it is in. */
const folderOf = (page: string): string =>
  posix.dirname(Object.entries(SHOWN).find(([, shown]) => shown === page)?.[0] ?? `docs/${page}`);

/**
 * Where a link leads on the site, from the page that has it; null when the site has no such page: its words stay, without
 * a link. `exists` tells whether the repository has a file or folder.
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
