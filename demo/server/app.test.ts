/**
 * The partner's server in front of a real gateway (embedded database, a scripted engine), both on
 * sockets, with the SDK's own client instead of the page.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeEngine, livePerson } from '../../gateway/test/support/fake-engine.ts';
import type { Backend, SubmissionOutcome } from '../../src/client/backend.ts';
import { coe } from '../../src/client/coe/coe.ts';
import { readHostedLaunch } from '../hosted-launch.ts';
import type { PartnerKnowledge } from '../partner-api.ts';
import { createPartnerApp } from './app.ts';
import { FAMILY_ACCOUNTS } from './settings.ts';
import { type DemoServers, MODEL, startDemoServers } from './testing.ts';

const { signal } = new AbortController();

interface Opened {
  readonly token: string;
  readonly correlationId: string;
  readonly baseUrl: string;
  readonly launchUrl?: string;
}

let servers: DemoServers;
let engine: FakeEngine;
let partner: string;
let picture: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  servers = await startDemoServers();
  ({ partner, engine, picture } = servers);
}, 300_000);

afterAll(() => servers.stop());

beforeEach(() => {
  engine.answer = livePerson;
  engine.calls.length = 0;
});

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(`${partner}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const open = async (wishes: object): Promise<Opened> => {
  const response = await post('/api/launch', wishes);
  expect(response.status).toBe(200);
  return (await response.json()) as Opened;
};

const clientOf = ({ baseUrl, token, correlationId }: Opened, flow: 'liveness' | 'verification' = 'liveness'): Backend =>
  coe({ baseUrl, token, correlationId, flow });

const submit = async (backend: Backend, verdict: 'live' | 'spoof' = 'live'): Promise<SubmissionOutcome> => {
  const submission = await backend.begin({ signal });
  const sha256 = createHash('sha256').update(picture).digest('hex');
  let outcome = await backend.submit({
    submission,
    images: verdict === 'spoof' ? [] : [{ type: 'SELFIE', bytes: picture, sha256 }],
    verdict,
    evidence: {
      sdkVersion: '0.1.0',
      device: { verdict, score: 0.9, signals: {}, frames: 30, windowMs: 1200 },
      injection: {},
      models: { liveness: MODEL },
      selfTest: { backend: 'wasm', passed: true, maxError: 0 },
      capturedAt: Date.now(),
    },
    signal,
  });
  while (outcome.nextAction === 'STATUS') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    outcome = await backend.status(outcome.submissionId, { signal });
  }
  return outcome;
};

const knowledge = async (correlationId: string): Promise<PartnerKnowledge> =>
  (await (await fetch(`${partner}/api/result/${correlationId}`)).json()) as PartnerKnowledge;

const afterCallback = (correlationId: string): Promise<PartnerKnowledge> =>
  vi.waitFor(
    async () => {
      const known = await knowledge(correlationId);
      expect(known.callback).not.toBeNull();
      return known;
    },
    { timeout: 20_000, interval: 100 },
  );

const bytesOf = (bytes: Uint8Array | undefined): Uint8Array => new Uint8Array(bytes ?? []);

const reference = (): string => `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`;

describe('a launch', () => {
  it('passes, and the partner gets the verdict by callback and by request', async () => {
    const opened = await open({ flow: 'liveness', partner: 'demo', theme: 'DARK_MODE', locale: 'en_ID' });
    expect(opened.baseUrl).toBe(`${partner}/gateway`);
    expect(await knowledge(opened.correlationId)).toMatchObject({
      details: null,
      callback: null,
      callbackVerified: false,
    });
    expect(await submit(clientOf(opened))).toMatchObject({ nextAction: 'EXIT', passed: true });
    const { details, callback, callbackVerified } = await afterCallback(opened.correlationId);
    expect(callbackVerified).toBe(true);
    expect(details).toMatchObject({ status: 'COMPLETED', result: 'VALID', reasonCode: '' });
    expect(callback).toMatchObject({ submissionId: details?.submissionId, result: 'VALID' });
    expect(bytesOf(engine.calls[0]?.images.SELFIE)).toEqual(picture);
  });

  it('sends the page an event when the callback arrives', async () => {
    const opened = await open({ flow: 'liveness' });
    const controller = new AbortController();
    const events = await fetch(`${partner}/api/result/${opened.correlationId}/events`, { signal: controller.signal });
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = reader?.read();
    await submit(clientOf(opened));
    expect((await first)?.value).toContain('event: callback');
    controller.abort();
  });

  it('shows the selfie through the partner’s own address', async () => {
    const opened = await open({ flow: 'liveness' });
    await submit(clientOf(opened));
    const { details } = await knowledge(opened.correlationId);
    const { pathname, search } = new URL(details?.submissionDetails.imageUrls['selfie'] ?? '');
    const image = await fetch(`${partner}${pathname}${search}`);
    expect(image.headers.get('content-type')).toBe('image/jpeg');
    expect(new Uint8Array(await image.arrayBuffer())).toEqual(picture);
  });

  it('gives the gateway the picture that the visitor picked', async () => {
    const opened = await open({ flow: 'verification', reference: reference() });
    expect(await submit(clientOf(opened, 'verification'))).toMatchObject({ passed: true });
    expect(bytesOf(engine.calls[0]?.reference)).toEqual(picture);
    const { details } = await knowledge(opened.correlationId);
    expect(details?.submissionDetails.verificationResults.faceMatch?.result).toBe(true);
  });

  it('has no verdict without a picture to compare with', async () => {
    const opened = await open({ flow: 'verification' });
    expect(await submit(clientOf(opened, 'verification'))).toMatchObject({ decided: false, nextAction: 'EXIT' });
    expect(await knowledge(opened.correlationId)).toMatchObject({
      details: { status: 'ERROR', reasonCode: 'REFERENCE_IMAGE_NOT_FOUND' },
    });
  });

  it('counts a spoof verdict of the device as an attempt, without pictures', async () => {
    const opened = await open({ flow: 'liveness' });
    expect(await submit(clientOf(opened), 'spoof')).toMatchObject({
      nextAction: 'RETRY',
      passed: false,
      reasonCode: 'NOT_LIVE',
      attemptsLeft: 2,
    });
    expect(engine.calls).toHaveLength(0);
  });

  it('plays the scenario of the sandbox', async () => {
    const backend = clientOf(await open({ flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-retry-then-valid' }));
    expect(await submit(backend)).toMatchObject({ nextAction: 'RETRY', reasonCode: 'NOT_LIVE' });
    expect(await submit(backend)).toMatchObject({ nextAction: 'EXIT', passed: true });
    expect(engine.calls).toHaveLength(0);
  });

  it('continues with a new token', async () => {
    const opened = await open({ flow: 'liveness' });
    const renewed = vi.fn(async () => {
      const { token } = (await (await post(`/api/token/${opened.correlationId}`, {})).json()) as { token: string };
      return token;
    });
    const stale = `${opened.token.slice(0, -8)}AAAAAAAA`;
    const backend = coe({ ...opened, token: stale, flow: 'liveness', onTokenExpired: renewed });
    expect(await submit(backend)).toMatchObject({ passed: true });
    expect(renewed).toHaveBeenCalledTimes(1);
  });

  it('uploads to the same address again when the person retries before a confirm', async () => {
    const opened = await open({ flow: 'liveness' });
    const backend = clientOf(opened);
    const first = await backend.begin({ signal });
    const second = await backend.begin({ signal });
    expect(second.submissionId).toBe(first.submissionId);
    expect(await submit(backend)).toMatchObject({ passed: true, submissionId: first.submissionId });
  });
});

describe('a hosted launch', () => {
  it('has its rules in a token that the gateway verifies', async () => {
    const { launchUrl = '', correlationId } = await open({
      flow: 'verification',
      hosted: true,
      theme: 'LIGHT_MODE',
      locale: 'en_ID',
    });
    const url = new URL(launchUrl);
    expect(url.pathname).toBe('/hosted.html');
    const launch = readHostedLaunch(url.hash);
    expect(launch).toMatchObject({
      flow: 'FACE_VERIFICATION',
      correlationId,
      theme: 'LIGHT_MODE',
      language: 'en_ID',
      successUrl: `${partner}/?returned=success`,
      failureUrl: `${partner}/?returned=failure`,
      portraitOnly: true,
    });
    if (launch === null) {
      throw new Error('no launch');
    }
    const base = `${partner}/gateway`;
    const check = async (token: string): Promise<unknown> =>
      (await post('/api/token-check', { token, correlationId })).json();
    expect(await check(launch.token)).toEqual({ accepted: true });
    const [head, body, signature = ''] = launch.token.split('.');
    const forged = [head, body, 'A'.repeat(signature.length)].join('.');
    expect(await check(forged)).toEqual({ accepted: false });
    expect((await post('/api/token-check', {})).status).toBe(400);
    expect(await submit(clientOf({ ...launch, baseUrl: base }, 'verification'))).toMatchObject({ decided: false });
  });

  it.each(['', '#/launch-v1', '#/launch-v1?token=', '#/launch-v1?token=a.b.c', '#/other?token=a.e30.c'])(
    'refuses the address %j',
    (fragment) => {
      expect(readHostedLaunch(fragment)).toBeNull();
    },
  );
});

describe('unauthorised callers cannot', () => {
  it.each([
    [{}],
    [{ flow: 'other' }],
    [{ flow: 'liveness', partner: 'nobody' }],
    [{ flow: 'liveness', partner: 'sandbox', outcome: 'admin' }],
    [{ flow: 'verification', reference: 'https://example.com/face.jpg' }],
    [{ flow: 'verification', reference: 'data:image/svg+xml;base64,PHN2Zz4=' }],
    [{ flow: 'liveness', hosted: 'yes' }],
  ])('launch with %j', async (wishes) => {
    expect((await post('/api/launch', wishes)).status).toBe(400);
  });

  it('forge a callback', async () => {
    const { correlationId } = await open({ flow: 'liveness' });
    const response = await fetch(`${partner}/callback`, {
      method: 'POST',
      headers: { 'x-timestamp': String(Math.floor(Date.now() / 1000)), 'x-signature': `sha256=${'0'.repeat(64)}` },
      body: JSON.stringify({ partnerSessionId: correlationId, status: 'COMPLETED', result: 'VALID' }),
    });
    expect(response.status).toBe(401);
    expect((await knowledge(correlationId)).callback).toBeNull();
  });

  it('read a reference image', async () => {
    const { correlationId } = await open({ flow: 'verification', reference: reference() });
    const headers = { 'x-partner-session-id': correlationId };
    expect((await fetch(`${partner}/reference-image`, { headers })).status).toBe(401);
    const wrong = { ...headers, authorization: 'Bearer reference-tokem' };
    expect((await fetch(`${partner}/reference-image`, { headers: wrong })).status).toBe(401);
    expect((await fetch(`${partner}/reference-image/guess`)).status).toBe(404);
  });

  it('read a result without its id', async () => {
    for (const path of ['/api/result/x', '/api/result/x/events']) {
      expect((await fetch(`${partner}${path}`)).status).toBe(404);
    }
    expect((await post('/api/token/x', {})).status).toBe(404);
  });
});

describe('pages', () => {
  it('have a strict policy', async () => {
    const { headers } = await fetch(`${partner}/`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    expect(headers.get('permissions-policy')).toBe('camera=(self), microphone=(), geolocation=()');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('only the hosted page may be framed', async () => {
    const { headers } = await fetch(`${partner}/hosted.html`);
    expect(headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect((await fetch(`${partner}/nothing.html`)).status).toBe(404);
  });
});

const NO_GATEWAY = {
  gatewayUrl: 'http://127.0.0.1:9',
  publicUrl: 'http://localhost:1',
  callbackSecret: 's',
  referenceToken: 't',
  families: FAMILY_ACCOUNTS,
};

it.each([
  ['/gateway/admin', '192.168.1.20', 403],
  ['/gateway/%61dmin/api/checks', '192.168.1.20', 403],
  ['/gateway/liveness-check-proxy/admin/audit/users/u', '::ffff:192.168.1.20', 403],
  ['/gateway/coe/v1/submissions', '192.168.1.20', 503],
  ['/gateway/admin', '::ffff:127.0.0.1', 503],
])('%s asked by %s is %i: admin paths are served to this machine only', async (path, remoteAddress, status) => {
  const app = createPartnerApp(NO_GATEWAY, new Map());
  const response = await app.request(`${partner}${path}`, {}, { incoming: { socket: { remoteAddress } } });
  expect(response.status).toBe(status);
});

it('answers in the gateway’s error format when the gateway is unreachable', async () => {
  const app = createPartnerApp(NO_GATEWAY, new Map());
  const proxied = await app.request(`${partner}/gateway/coe/v1/submissions/urls`);
  expect(proxied.status).toBe(503);
  expect(proxied.headers.get('retry-after')).toBe('1');
  expect(await proxied.json()).toMatchObject({ success: false, errors: [{ cause: 'SERVICE_UNAVAILABLE' }] });
  const launch = { method: 'POST', body: JSON.stringify({ flow: 'liveness' }) };
  expect((await app.request(`${partner}/api/launch`, launch)).status).toBe(500);
});
