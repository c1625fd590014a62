/** Downloads of the engine, each verified against the hash that is compiled in. */
import { LifesignError, toLifesignError } from '../errors.ts';
import { ASSETS, verifyAsset, type AssetId } from '../vision/assets.ts';

/** Addresses of the assets by their file names. */
export type AssetUrls = Readonly<Record<string, string>>;

export type FetchAsset = (id: AssetId) => Promise<ArrayBuffer>;

interface Download {
  readonly bytes: ArrayBuffer;
  /** Address, status and content type, for the developer. */
  readonly origin: string;
}

export const assetUrl = (urls: AssetUrls, id: AssetId): string => {
  const { file } = ASSETS[id];
  const url = urls[file];
  if (url === undefined) {
    throw new LifesignError('asset-load-failed', `The page does not say where ${file} lies`, { detail: 'address' });
  }
  return url;
};

export const createAssetFetcher =
  (urls: AssetUrls): FetchAsset =>
  async (id) => {
    const url = assetUrl(urls, id);
    if (url.startsWith('data:')) {
      const bytes = decodeDataUrl(url);
      await verifyAsset(id, bytes);
      return bytes;
    }
    const first = await download(id, url, 'default');
    try {
      return await verified(id, first);
    } catch {
      // A cache may hold the file of the previous release: bypass it once, then give up.
      return verified(id, await download(id, url, 'reload'));
    }
  };

const verified = async (id: AssetId, { bytes, origin }: Download): Promise<ArrayBuffer> => {
  try {
    await verifyAsset(id, bytes);
    return bytes;
  } catch (cause) {
    const { code, message, detail } = toLifesignError(cause, 'asset-load-failed');
    throw new LifesignError(code, `${message} (${origin})`, { cause, ...(detail === undefined ? {} : { detail }) });
  }
};

/** As plain bytes: the server's content type does not matter. */
const download = async (id: AssetId, url: string, cache: RequestCache): Promise<Download> => {
  const shown = withoutQuery(url);
  const expected = `expected ${ASSETS[id].bytes} bytes with SHA-256 ${ASSETS[id].sha256}`;
  try {
    const response = await fetch(url, { cache, credentials: 'same-origin' });
    const type = response.headers.get('content-type') ?? 'not named';
    if (!response.ok) {
      const message = `${shown} answered ${response.status} (content type ${type}; ${expected})`;
      throw new LifesignError('asset-load-failed', message, { detail: String(response.status) });
    }
    return {
      bytes: await response.arrayBuffer(),
      origin: `${shown}, status ${response.status}, content type ${type}; ${expected}`,
    };
  } catch (cause) {
    if (cause instanceof LifesignError) {
      throw cause;
    }
    // Browsers tell scripts no more: network, CORS and policy failures look the same.
    const message = `${shown} cannot be fetched: ${String(cause)} (no status; ${expected})`;
    throw new LifesignError('asset-load-failed', message, { cause, detail: 'fetch' });
  }
};

/** The query may hold a signature that grants access, which must not be logged. */
const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, '');

/** Bundlers inline small files as data URLs. Decoded here, because policies seldom allow `data:` for fetch. */
const decodeDataUrl = (url: string): ArrayBuffer => {
  const comma = url.indexOf(',');
  const body = decodeURIComponent(url.slice(comma + 1));
  const text = url.slice(0, comma).endsWith(';base64') ? atob(body) : body;
  return Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;
};
