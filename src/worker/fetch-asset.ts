/** Downloads of the engine: each one verified against the hash that is compiled in, none taken on trust. */
import { LifesignError, toLifesignError } from '../errors.ts';
import { ASSETS, verifyAsset, type AssetId } from '../vision/assets.ts';

export type FetchAsset = (id: AssetId) => Promise<ArrayBuffer>;

export const assetUrl = (baseUrl: string, id: AssetId): string => new URL(ASSETS[id].file, baseUrl).href;

/** @param baseUrl with a slash at its end. */
export const createAssetFetcher =
  (baseUrl: string): FetchAsset =>
  async (id) => {
    const url = assetUrl(baseUrl, id);
    const bytes = await download(url, 'default');
    try {
      await verifyAsset(id, bytes);
      return bytes;
    } catch {
      // A cache may hold the file of the release before: ask the server itself once, then give up.
      const fresh = await download(url, 'reload');
      await verifyAsset(id, fresh);
      return fresh;
    }
  };

/** As plain bytes: nothing depends on the type that the server names. */
const download = async (url: string, cache: RequestCache): Promise<ArrayBuffer> => {
  try {
    const response = await fetch(url, { cache, credentials: 'same-origin' });
    if (!response.ok) {
      throw new LifesignError('asset-load-failed', `${url} answered ${response.status}`, {
        detail: String(response.status),
      });
    }
    return await response.arrayBuffer();
  } catch (cause) {
    throw toLifesignError(cause, 'asset-load-failed');
  }
};
