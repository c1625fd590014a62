import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createGuardedFetch, type GuardOptions } from './guarded-fetch.ts';

const servers: Server[] = [];

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

const serve = (handler: RequestListener): Promise<number> => listen(createServer(handler));

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const guarded = (options: Partial<GuardOptions> = {}) =>
  createGuardedFetch({ maxBytes: 1000, timeoutMs: 20_000, ...options });

const toLoopback = async (): Promise<string[]> => ['127.0.0.1'];

describe('which addresses are refused', () => {
  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://１２７.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://100.100.100.200/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[2002:7f00:1::]/',
    'https://[64:ff9b::7f00:1]/',
  ])('%s is private', async (url) => {
    expect(await guarded()(url)).toEqual({ ok: false, failure: 'private-address' });
  });

  it('a name that resolves to a private address, even if another of its addresses is public', async () => {
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '10.0.0.5'], ['::ffff:192.168.0.1'], ['fe80::1%eth0']]) {
      const fetch = guarded({ resolve: async () => addresses });
      expect(await fetch('https://pictures.example/a.jpg')).toEqual({ ok: false, failure: 'private-address' });
    }
  });

  it('the system resolver is checked as well', async () => {
    expect(await guarded()('https://localhost/')).toEqual({ ok: false, failure: 'private-address' });
  });

  it.each([
    ['not-https', 'http://pictures.example/'],
    ['not-https', 'file:///etc/hosts'],
    ['not-https', 'data:image/png;base64,AAAA'],
    ['invalid-url', 'https://user:secret@pictures.example/'],
    ['invalid-url', 'pictures.example/a.jpg'],
    ['invalid-url', ''],
  ])('%s: %s', async (failure, url) => {
    const resolve = vi.fn(async () => ['127.0.0.1']);
    expect(await guarded({ resolve })(url)).toEqual({ ok: false, failure });
    expect(resolve).not.toHaveBeenCalled();
  });

  it('an exception holds for its port only', async () => {
    const port = await serve((_request, response) => response.end('yes'));
    const neighbour = await serve((_request, response) => response.end('no'));
    const fetch = guarded({ allowHosts: [`127.0.0.1:${port}`] });
    expect(await fetch(`http://127.0.0.1:${port}/`)).toEqual({ ok: true, bytes: Buffer.from('yes') });
    expect(await fetch(`http://0x7f.1:${port}/`)).toMatchObject({ ok: true });
    expect(await fetch(`http://127.0.0.1:${neighbour}/`)).toEqual({ ok: false, failure: 'not-https' });
    expect(await fetch(`https://127.0.0.1:${neighbour}/`)).toEqual({ ok: false, failure: 'private-address' });
  });

  it('an exception without a port is a mistake in the configuration', () => {
    for (const entry of ['localhost', 'http://localhost:80', 'a/b:80', '']) {
      expect(() => guarded({ allowHosts: [entry] })).toThrow(TypeError);
    }
  });
});

describe('the connection', () => {
  it('connects to the checked address; the name is resolved once', async () => {
    const port = await serve((request, response) => response.end(request.headers.host));
    const answers = [['127.0.0.1'], ['203.0.113.9']];
    const resolve = vi.fn(async () => answers.shift() ?? []);
    const fetch = guarded({ allowHosts: [`pictures.example:${port}`], resolve });
    expect(await fetch(`http://pictures.example:${port}/`)).toEqual({
      ok: true,
      bytes: Buffer.from(`pictures.example:${port}`),
    });
    expect(resolve).toHaveBeenCalledExactlyOnceWith('pictures.example');
  });

  it('checks the certificate against the name', async () => {
    const certificate = await generate([{ name: 'commonName', value: 'pictures.example' }], {
      algorithm: 'sha256',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'pictures.example' }] }],
    });
    const port = await listen(
      createTlsServer({ key: certificate.private, cert: certificate.cert }, (_request, response) =>
        response.end('tls'),
      ),
    );
    const options = { resolve: toLoopback, allowHosts: [`pictures.example:${port}`, `other.example:${port}`] };
    const trusting = guarded({ ...options, ca: certificate.cert });
    expect(await trusting(`https://pictures.example:${port}/`)).toEqual({ ok: true, bytes: Buffer.from('tls') });
    expect(await trusting(`https://other.example:${port}/`)).toEqual({ ok: false, failure: 'unreachable' });
    expect(await guarded(options)(`https://pictures.example:${port}/`)).toEqual({ ok: false, failure: 'unreachable' });
  });

  it('does not follow a redirect, so headers do not reach another host', async () => {
    const seen: string[] = [];
    const target = await serve((_request, response) => {
      seen.push('target');
      response.end();
    });
    const port = await serve((request, response) => {
      seen.push(String(request.headers.authorization));
      response.writeHead(302, { location: `http://127.0.0.1:${target}/` }).end();
    });
    const fetch = guarded({ allowHosts: [`127.0.0.1:${port}`, `127.0.0.1:${target}`] });
    const result = await fetch(`http://127.0.0.1:${port}/`, { headers: { authorization: 'Bearer secret' } });
    expect(result).toEqual({ ok: false, failure: 'redirect' });
    expect(seen).toEqual(['Bearer secret']);
  });

  it.each([204, 404, 500])('status %i is a failure', async (status) => {
    const port = await serve((_request, response) => response.writeHead(status).end());
    const fetch = guarded({ allowHosts: [`127.0.0.1:${port}`] });
    expect(await fetch(`http://127.0.0.1:${port}/`)).toEqual({ ok: false, failure: 'bad-status' });
  });

  it('stops at the size limit, with and without content-length', async () => {
    let closedEarly = 0;
    const port = await serve((request, response) => {
      if (request.url === '/announced') {
        response.writeHead(200, { 'content-length': 1_000_000_000 }).flushHeaders();
      }
      const feed = setInterval(() => response.write(Buffer.alloc(400)), 5);
      response.once('close', () => {
        clearInterval(feed);
        closedEarly += 1;
      });
    });
    const fetch = guarded({ allowHosts: [`127.0.0.1:${port}`] });
    for (const path of ['announced', 'endless']) {
      expect(await fetch(`http://127.0.0.1:${port}/${path}`)).toEqual({ ok: false, failure: 'too-large' });
    }
    await vi.waitFor(() => expect(closedEarly).toBe(2), { timeout: 10_000 });
  });

  it('accepts exactly the limit; a single call can lower it', async () => {
    const port = await serve((_request, response) => response.end(Buffer.alloc(1000)));
    const fetch = guarded({ allowHosts: [`127.0.0.1:${port}`] });
    expect(await fetch(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: true });
    expect(await fetch(`http://127.0.0.1:${port}/`, { maxBytes: 999 })).toEqual({ ok: false, failure: 'too-large' });
  });

  it.each(['silent', 'trickling'])('a %s sender is stopped by the total time limit', async (kind) => {
    const port = await serve((_request, response) => {
      const feed = kind === 'trickling' ? setInterval(() => response.write('.'), 20) : undefined;
      response.once('close', () => clearInterval(feed));
    });
    const fetch = guarded({ allowHosts: [`127.0.0.1:${port}`], timeoutMs: 400 });
    expect(await fetch(`http://127.0.0.1:${port}/`)).toEqual({ ok: false, failure: 'timeout' });
  });

  it('a name server that never answers is stopped by it as well', async () => {
    const fetch = guarded({ timeoutMs: 200, resolve: () => sleep(30_000, [], { ref: false }) });
    expect(await fetch('https://pictures.example/')).toEqual({ ok: false, failure: 'timeout' });
  });

  it('a truncated answer, a closed port and an unknown name are unreachable', async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => response.destroy(), 50);
    });
    expect(await guarded({ allowHosts: [`127.0.0.1:${port}`] })(`http://127.0.0.1:${port}/`)).toEqual({
      ok: false,
      failure: 'unreachable',
    });
    expect(await guarded({ allowHosts: ['127.0.0.1:1'] })('http://127.0.0.1:1/')).toEqual({
      ok: false,
      failure: 'unreachable',
    });
    const unknown = guarded({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await unknown('https://pictures.example/')).toEqual({ ok: false, failure: 'unreachable' });
  });

  it('rejects with the reason of an aborted caller', async () => {
    const port = await serve(() => undefined);
    const controller = new AbortController();
    const reason = new Error('shutting down');
    setTimeout(() => controller.abort(reason), 100);
    const fetch = guarded({ allowHosts: [`127.0.0.1:${port}`] });
    await expect(fetch(`http://127.0.0.1:${port}/`, { signal: controller.signal })).rejects.toBe(reason);
    await expect(fetch(`http://127.0.0.1:${port}/`, { signal: controller.signal })).rejects.toBe(reason);
  });
});
