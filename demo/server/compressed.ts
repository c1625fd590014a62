/** Compresses answers as the browser accepts: brotli, else gzip. Each version of a file is compressed once and kept in memory. */
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { MiddlewareHandler } from 'hono';

type Encoding = 'br' | 'gzip';

/** Smaller files are not worth the headers. */
const MIN_BYTES = 1024;
/** For larger files the best quality takes seconds. */
const LARGE_BYTES = 2_000_000;

const ALREADY = /^(image\/(?!svg)|video\/|font\/woff)/;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export const compressed = (): MiddlewareHandler => {
  const cache = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return async (c, next) => {
    await next();
    const { res } = c;
    const type = res.headers.get('content-type') ?? '';
    if (c.req.method !== 'GET' || res.status !== 200 || ALREADY.test(type)) {
      return;
    }
    c.header('vary', 'accept-encoding', { append: true });
    const encoding = encodingFor(c.req.header('accept-encoding') ?? '');
    const version = res.headers.get('etag');
    if (encoding === null || version === null) {
      return;
    }
    const bytes = new Uint8Array(await res.arrayBuffer());
    if (bytes.length < MIN_BYTES) {
      c.res = new Response(bytes, res);
      return;
    }
    const key = `${encoding} ${c.req.path} ${version}`;
    const compressing = cache.get(key) ?? compress(bytes, encoding);
    cache.set(key, compressing);
    c.res = new Response(await compressing, res);
    // Afterwards, because the new response inherits the previous headers.
    c.res.headers.delete('content-length');
    c.res.headers.set('content-encoding', encoding);
  };
};

const encodingFor = (accepted: string): Encoding | null => {
  const names = accepted.split(',').flatMap((entry) => {
    const [name = '', weight = ''] = entry.split(';');
    return /^\s*q=0(\.0*)?\s*$/.test(weight) ? [] : [name.trim()];
  });
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null;
};

const compress = async (bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> => {
  const isLarge = bytes.length > LARGE_BYTES;
  const params = { [constants.BROTLI_PARAM_QUALITY]: isLarge ? 5 : 9 };
  return new Uint8Array(
    encoding === 'br' ? await toBrotli(bytes, { params }) : await toGzip(bytes, { level: isLarge ? 6 : 9 }),
  );
};
