import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The hashes that evidence of this release may name: every entry of the SDK's `models/manifest.json` that carries a
 * SHA-256, by its id.
 */
export const readModelManifest = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const root = dirname(createRequire(import.meta.url).resolve('lifesign/package.json'));
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'models', 'manifest.json'), 'utf8'));
  const models = new Map<string, Set<string>>();
  collect(manifest, null, models);
  if (models.size === 0) {
    throw new Error('The model manifest names no SHA-256');
  }
  return models;
};

const collect = (value: unknown, key: string | null, into: Map<string, Set<string>>): void => {
  if (Array.isArray(value)) {
    value.forEach((item) => collect(item, null, into));
    return;
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if ('sha256' in value && typeof value.sha256 === 'string') {
    const id = 'id' in value && typeof value.id === 'string' ? value.id : key;
    if (id !== null) {
      into.set(id, (into.get(id) ?? new Set()).add(value.sha256));
    }
  }
  for (const [name, item] of Object.entries(value)) {
    collect(item, name, into);
  }
};
