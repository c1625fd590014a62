import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  assets: z.record(z.string(), z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

/** The hashes that evidence of this release may name, by asset id: those of the SDK's own `models/manifest.json`. */
export const readModelManifest = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const root = dirname(createRequire(import.meta.url).resolve('lifesign/package.json'));
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(join(root, 'models', 'manifest.json'), 'utf8')));
  if (!parsed.success) {
    throw new Error(
      `models/manifest.json is not complete; npm run build:assets writes it\n${z.prettifyError(parsed.error)}`,
    );
  }
  return new Map(Object.entries(parsed.data.assets).map(([id, { sha256 }]) => [id, new Set([sha256])]));
};
