/**
 * `lifesign/vite`. Vite needs no plugin to serve and emit the static files; this one keeps them unchanged: it
 * keeps small ones from being put into scripts, and stops a build in which another plugin has changed one.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { ASSETS } from '../../src/vision/assets.ts';
import { scriptHashes } from './package.ts';

const OURS = /[\\/]lifesign[\\/]dist[\\/]assets[\\/]/;

export const lifesign = (): Plugin => ({
  name: 'lifesign',
  config: ({ build }) => {
    const own = build?.assetsInlineLimit;
    return {
      build: {
        assetsInlineLimit: (file: string, content: Buffer) => {
          if (OURS.test(file)) {
            return false;
          }
          return typeof own === 'number' ? content.byteLength < own : own?.(file, content);
        },
      },
    };
  },
  generateBundle(_, bundle) {
    const expected = new Map([
      ...Object.values(ASSETS).map(({ file, sha256 }) => [file, sha256] as const),
      ...Object.entries(scriptHashes()).map(([file, { sha256 }]) => [file, sha256] as const),
    ]);
    for (const emitted of Object.values(bundle)) {
      const original =
        emitted.type === 'asset' ? emitted.originalFileNames.find((name) => OURS.test(`/${name}`)) : undefined;
      if (emitted.type !== 'asset' || original === undefined) {
        continue;
      }
      const sha256 = expected.get(basename(original));
      if (sha256 !== undefined && createHash('sha256').update(emitted.source).digest('hex') !== sha256) {
        this.error(`${emitted.fileName} is not ${basename(original)} as it was published: a plugin has changed it`);
      }
    }
  },
});
