/** Downloads of the engine, each verified against the hash that is compiled in. */
import { LifesignError, toLifesignError } from '../errors.ts';
import { ASSETS, verifyAsset, type AssetId } from '../vision/assets.ts';

/** Addresses of the assets by their file names. */
export type AssetUrls = Readonly<Record<string, string>>;

export type FetchAsset = (id: AssetId) => Promise<ArrayBuffer>;

/** Called for each portion that arrives, with the decompressed bytes of that asset so far. */
type OnBytes = (id: AssetId, received: number) => void;

interface Download {
  readonly bytes: ArrayBuffer;
  /** Address, status and content type, for the developer. */
  readonly origin: string;
}

export const assetUrl = (urls: AssetUrls, id: AssetId): string => {
  const { file } = ASSETS[id];
  const url = urls[file];
  if (url === undefined) {
    throw new LifesignError('asset-load-failed', `The page gave no address for ${file}`, { detail: 'address' });
  }
  return url;
};

export const createAssetFetcher =
  (urls: AssetUrls, onBytes: OnBytes): FetchAsset =>
  async (id) => {
    const url = assetUrl(urls, id);
    if (url.startsWith('data:')) {
      const bytes = decodeDataUrl(url);
      await verifyAsset(id, bytes);
      return bytes;
    }
    const first = await download(id, url, 'default', onBytes);
    try {
      return await verified(id, first);
    } catch {
      // A cache may hold the file of the release before: ask the server itself once, then give up.
      return verified(id, await download(id, url, 'reload', onBytes));
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

/** As plain bytes, whatever content type the server sends. */
const download = async (id: AssetId, url: string, cache: RequestCache, onBytes: OnBytes): Promise<Download> => {
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
      bytes: await read(response, (received) => onBytes(id, received)),
      origin: `${shown}, status ${response.status}, content type ${type}; ${expected}`,
    };
  } catch (cause) {
    if (cause instanceof LifesignError) {
      throw cause;
    }
    // Browsers report no more to scripts: network, CORS and policy failures look the same.
    const message = `${shown} cannot be fetched: ${String(cause)} (no status; ${expected})`;
    throw new LifesignError('asset-load-failed', message, { cause, detail: 'fetch' });
  }
};

const read = (response: Response, onReceived: (bytes: number) => void): Promise<ArrayBuffer> => {
  let received = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(portion, controller) {
      received += portion.byteLength;
      onReceived(received);
      controller.enqueue(portion);
    },
  });
  return new Response(response.body?.pipeThrough(counter)).arrayBuffer();
};

/** The query of an address may contain a signature that grants access, which must not be logged. */
const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, '');

/** Bundlers inline small files as data URLs. Decoded here, because policies seldom allow `data:` for fetch. */
const decodeDataUrl = (url: string): ArrayBuffer => {
  const comma = url.indexOf(',');
  const body = decodeURIComponent(url.slice(comma + 1));
  const text = url.slice(0, comma).endsWith(';base64') ? atob(body) : body;
  return Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;
};
