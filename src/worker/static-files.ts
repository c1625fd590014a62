/** Addresses of the files that are loaded at run time. Evaluated on the first call, not on import. */
import { LifesignError } from '../errors.ts';
import { WORKER_FILE } from './file-names.ts';
import { FILES } from './files.ts';

/** @param folder absolute URL of the folder of all files; null: where the package or a bundler has put each. */
export const workerUrl = (folder: string | null): string => fileUrl(WORKER_FILE, folder);

/** Addresses of the worker's downloads, by their file names in `dist/assets`. */
export const assetUrls = (folder: string | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(FILES)
      .filter((name) => name !== WORKER_FILE && (folder !== null || FILES[name] !== null))
      .map((name) => [name, fileUrl(name, folder)]),
  );

const fileUrl = (name: string, folder: string | null): string => {
  if (folder !== null) {
    return new URL(name, folder.endsWith('/') ? folder : `${folder}/`).href;
  }
  try {
    // Turbopack gives a path relative to the page.
    return new URL(FILES[name]?.() ?? name, globalThis.location?.href).href;
  } catch (cause) {
    throw new LifesignError(
      'asset-load-failed',
      `The address of ${name} is unknown: the bundler removed this script's own address (import.meta.url)`,
      { cause, detail: 'address' },
    );
  }
};
