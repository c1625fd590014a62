import type { ImageFetcher } from './types.ts';
import { createGuardedFetch, type GuardOptions } from './guarded-fetch.ts';
import { sniffImage } from './sniff.ts';

/** Fetches a JPEG or PNG from an untrusted address. The sender's content type is ignored. */
export const createImageFetcher = (options: GuardOptions): ImageFetcher => {
  const guardedFetch = createGuardedFetch(options);
  return {
    async fetch(url, call) {
      const fetched = await guardedFetch(url, {
        ...call,
        headers: { accept: 'image/jpeg, image/png', ...call?.headers },
      });
      if (!fetched.ok) {
        return fetched;
      }
      return (await sniffImage(fetched.bytes)) === null ? { ok: false, failure: 'not-an-image' } : fetched;
    },
  };
};
