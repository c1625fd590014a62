import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuardedFetch } from './guarded-fetch.ts';
import { createImageFetcher } from './image-fetcher.ts';
import { fetchReferenceUrl } from '../families/coe/use-cases/reference-endpoint.ts';

let server: Server;
let origin = '';
const requests: { url: string; headers: Record<string, unknown> }[] = [];

const bodies = new Map<string, { type: string; body: Buffer | string }>();

beforeAll(async () => {
  const picture = await sharp({ create: { width: 32, height: 32, channels: 3, background: 'green' } })
    .png()
    .toBuffer();
  bodies.set('/honest.png', { type: 'image/png', body: picture });
  bodies.set('/liar.txt', { type: 'text/html', body: picture });
  bodies.set('/liar.png', { type: 'image/png', body: '<html></html>' });
  bodies.set('/broken.png', { type: 'image/png', body: picture.subarray(0, 12) });
  server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers });
    const found = bodies.get(request.url ?? '');
    response
      .writeHead(found === undefined ? 404 : 200, { 'content-type': found?.type ?? 'text/plain' })
      .end(found?.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const options = () => ({ allowHosts: [new URL(origin).host], maxBytes: 100_000, timeoutMs: 20_000 });

const ask = (body: unknown, headers: Record<string, string> = {}) => {
  bodies.set('/reference', {
    type: 'application/json',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return fetchReferenceUrl(createGuardedFetch(options()), { endpoint: `${origin}/reference`, headers });
};

describe('createImageFetcher', () => {
  it('uses the type of the bytes, not the content type', async () => {
    const fetcher = createImageFetcher(options());
    expect(await fetcher.fetch(`${origin}/honest.png`)).toEqual({ ok: true, bytes: bodies.get('/honest.png')?.body });
    expect(await fetcher.fetch(`${origin}/liar.txt`)).toMatchObject({ ok: true });
    expect(await fetcher.fetch(`${origin}/liar.png`)).toEqual({ ok: false, failure: 'not-an-image' });
    expect(await fetcher.fetch(`${origin}/broken.png`)).toEqual({ ok: false, failure: 'not-an-image' });
    expect(await fetcher.fetch(`${origin}/missing.png`)).toEqual({ ok: false, failure: 'bad-status' });
  });

  it('sends only the headers that it was given', async () => {
    requests.length = 0;
    await createImageFetcher(options()).fetch(`${origin}/honest.png`);
    const names = Object.keys(requests[0]?.headers ?? {});
    expect(names.toSorted()).toEqual(['accept', 'accept-encoding', 'connection', 'host']);
  });
});

describe('fetchReferenceUrl', () => {
  const data = { referenceImageUrl: 'https://pictures.example/ktp.jpg', imageType: 'KTP', expiryInSeconds: '600' };

  it("reads the partner's answer and sends the partner's headers", async () => {
    requests.length = 0;
    expect(await ask({ success: true, data }, { 'x-partner-user-id': 'u-1', 'authorization': 'Bearer key' })).toEqual({
      ok: true,
      url: data.referenceImageUrl,
      imageType: 'KTP',
    });
    expect(requests[0]?.headers).toMatchObject({ 'x-partner-user-id': 'u-1', 'authorization': 'Bearer key' });
  });

  it.each([
    ['a failure', { success: false, data: null }, 'success is not true'],
    ['no data', { success: true }, 'referenceImageUrl'],
    ['another image type', { success: true, data: { ...data, imageType: 'PASSPORT' } }, 'imageType'],
    ['no address', { success: true, data: { ...data, referenceImageUrl: '' } }, 'referenceImageUrl'],
    ['no JSON', 'oops', 'not a JSON object'],
  ])('%s is a bad answer, which says what is wrong', async (_kind, body, what) => {
    expect(await ask(body)).toEqual({ ok: false, failure: 'bad-answer', what });
  });

  it('reports failures of the connection', async () => {
    expect(await ask('x'.repeat(70_000))).toEqual({ ok: false, failure: 'too-large' });
    const guardedFetch = createGuardedFetch({ maxBytes: 1000, timeoutMs: 1000 });
    expect(await fetchReferenceUrl(guardedFetch, { endpoint: `${origin}/reference`, headers: {} })).toEqual({
      ok: false,
      failure: 'not-https',
    });
  });
});
