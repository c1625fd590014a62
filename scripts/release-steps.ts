/**
 * A release's changes of files: one version in every manifest, in the SDK's source and in the lock file, and
 * the changelog's unreleased section under it. scripts/release.ts runs the tests and git.
 */

/** Whether `next` may follow `current`: both X.Y.Z, and later. */
export const mayFollow = (next: string, current: string): boolean => {
  const numbers = [next, current].map((version) => /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number));
  const [one, other] = numbers;
  if (one === undefined || other === undefined) {
    return false;
  }
  const difference = one.map((part, index) => part - (other[index] ?? 0)).find((part) => part !== 0);
  return difference !== undefined && difference > 0;
};

export interface Changelog {
  /** The whole file with the new section, and an empty unreleased one above it. */
  readonly text: string;
  /** Text of the new section, for the tag. */
  readonly notes: string;
}

/** Null when Unreleased is empty: then there is nothing to release. */
export const released = (changelog: string, version: string, date: string): Changelog | null => {
  const heading = '## [Unreleased]\n';
  const start = changelog.indexOf(heading);
  if (start < 0) {
    return null;
  }
  const before = changelog.slice(0, start);
  const rest = changelog.slice(start + heading.length);
  const end = rest.search(/^## \[/m);
  const notes = (end < 0 ? rest : rest.slice(0, end)).trim();
  const after = end < 0 ? '' : `\n${rest.slice(end)}`;
  return /^- /m.test(notes)
    ? { notes, text: `${before}${heading}\n## [${version}] - ${date}\n\n${notes}\n${after}` }
    : null;
};

/** Returns a manifest with the version, also where it has the SDK as a dependency. Other text is unchanged. */
export const withVersion = (manifest: string, version: string): string =>
  manifest
    .replace(/^( {2}"version": ")[^"]*"/m, `$1${version}"`)
    .replace(/^( {4}"lifesign": ")\d+\.\d+\.\d+"/gm, `$1${version}"`);

/** Returns the lock file with the version in every package of this repository: those not under node_modules. */
export const lockedAt = (lock: string, version: string): string => {
  const parsed = JSON.parse(lock) as {
    version?: string;
    readonly packages: Readonly<Record<string, { version?: string; readonly dependencies?: Record<string, string> }>>;
  };
  parsed.version = version;
  for (const [path, entry] of Object.entries(parsed.packages)) {
    if (!path.includes('node_modules/') && entry.version !== undefined) {
      entry.version = version;
      if (entry.dependencies?.['lifesign'] !== undefined) {
        entry.dependencies['lifesign'] = version;
      }
    }
  }
  return `${JSON.stringify(parsed, null, 2)}\n`;
};

export const sourceAt = (source: string, version: string): string =>
  source.replace(/(SDK_VERSION = ')[^']*'/, `$1${version}'`);
