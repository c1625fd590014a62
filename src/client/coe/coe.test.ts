/** The CoE client against a gateway that behaves as the contract says, with the faults that a real network has. */
import { Hono } from 'hono';
import { compactVerify, importSPKI } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EvidencePayload } from '../../contract/index.ts';
import { type LifesignError, isLifesignError } from '../../errors.ts';
import type { Evidence, SubmitInput, UploadImage } from '../backend.ts';
import { coe, type CoeOptions } from './coe.ts';

const BASE = 'https://gateway.test/base';
const TOKEN = 'user-token-secret';
const NEVER = new AbortController().signal;

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');

const picture = async (type: UploadImage['type'], length: number): Promise<UploadImage> => {
  const bytes = new Uint8Array(length).fill(type.length);
  return { type, bytes, sha256: await sha256(bytes) };
};

const evidence: Evidence = {
  sdkVersion: '0.0.0-test',
  device: { verdict: 'live', score: 0.9, signals: { mean: 0.9 }, frames: 12, windowMs: 1200 },
  injection: { frozen: 0 },
  models: { liveness: 'ab'.repeat(32) },
  selfTest: { backend: 'wasm', passed: true, maxError: 0 },
  capturedAt: 1_700_000_000_000,
};

const failure = (code: string | number, cause: string): object => ({
  success: false,
  data: null,
  errors: [{ code, cause }],
});

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Answers one request instead of the gateway; `lost` lets the gateway act and loses the answer. */
type Fault = 'lost' | 'unreachable' | ((recorded: Recorded) => Response | Promise<Response>);

/** In memory, with the rules of the contract: confirm once, upload before, attempts counted at confirm. */
const memoryGateway = () => {
  const requests: Recorded[] = [];
  const faults: { match: RegExp; fault: Fault; times: number }[] = [];
  const confirmed: { submissionId: string; metadata: { evidence: string } }[] = [];
  const stored = new Map<string, Uint8Array>();
  const state = { opened: 0, expiryInSeconds: '600', accepts: new Set([TOKEN]), verdict: 'VALID', polls: 1 };
  const submissions = new Map<string, { status: string; polls: number }>();

  const app = new Hono();
  app.use('/coe/*', async (c, next) => {
    for (const name of ['x-partner-session-id', 'x-sdk-session-id', 'x-lifesign-public-key']) {
      if ((c.req.header(name) ?? '') === '') {
        return c.json(failure('1539', `${name.toUpperCase().replaceAll('-', '_')}_CAN_NOT_BE_EMPTY`), 400);
      }
    }
    if (!state.accepts.has(c.req.header('x-onekyc-token') ?? '')) {
      return c.json(failure('110', 'UNAUTHORIZED'), 401);
    }
    await next();
    return undefined;
  });
  app.get('/coe/v1/submissions/urls', (c) => {
    state.opened += 1;
    const submissionId = `submission-${String(state.opened)}`;
    submissions.set(submissionId, { status: 'INITIATED', polls: 0 });
    const slot = (type: string): object => ({
      documentUrl: `${BASE}/content/${submissionId}/${type}?signature=s3cret`,
      documentReference: type,
      expiryInSeconds: state.expiryInSeconds,
    });
    return c.json({
      success: true,
      data: {
        submissionId,
        status: 'INITIATED',
        documents: { SELFIE: slot('SELFIE'), ADDITIONAL_SELFIE: slot('ADDITIONAL_SELFIE') },
        nonce: `nonce-${submissionId}`,
        policy: { deviceVerdict: 'enforce', attemptsLeft: 3 },
        type: c.req.query('submissionType'),
      },
    });
  });
  app.put('/content/:id/:type', async (c) => {
    stored.set(`${c.req.param('id')}/${c.req.param('type')}`, new Uint8Array(await c.req.arrayBuffer()));
    return c.body(null, 204);
  });
  app.put('/coe/v1/submissions/urls', async (c) => {
    const body = await c.req.json<(typeof confirmed)[number]>();
    const submission = submissions.get(body.submissionId);
    if (submission === undefined) {
      return c.json(failure('404', 'SUBMISSION_DOES_NOT_EXIST'), 404);
    }
    if (submission.status !== 'INITIATED') {
      return c.json(failure('409', 'SUBMISSION_STATE_CONFLICT'), 409);
    }
    confirmed.push(body);
    submission.status = 'IN_PROGRESS';
    return c.json({ success: true, data: { submissionId: body.submissionId, nextAction: 'STATUS' } });
  });
  app.get('/coe/v1/submissions/:id/status', (c) => {
    const submissionId = c.req.param('id');
    const submission = submissions.get(submissionId);
    if (submission === undefined) {
      return c.json(failure(1543, 'SUBMISSION_DOES_NOT_EXIST'), 404);
    }
    const done = submission.status === 'IN_PROGRESS' && (submission.polls += 1) > state.polls;
    const valid = state.verdict === 'VALID';
    return c.json(
      {
        success: true,
        data: {
          submissionId,
          status: done ? 'COMPLETED' : submission.status,
          submissionType: 'STANDALONE_LIVENESS',
          createdAt: '2026-01-01T00:00:00Z',
          completedAt: done ? '2026-01-01T00:00:02Z' : null,
          verificationResult: done ? { isApproved: valid, riskLevel: 'LOW', confidence: '99' } : null,
          errorMessage: null,
          documents: {},
          nextAction: done ? (valid ? 'EXIT' : 'RETRY') : 'STATUS',
          reasonCode: done && !valid ? 'NOT_LIVE' : '',
          attemptsLeft: 2,
          uiMessages: { hint: { title: 'One moment', message: 'We are looking' }, broken: 'no message' },
        },
      },
      200,
      done ? {} : { 'retry-after': '2' },
    );
  });

  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const path = request.url.slice(BASE.length);
    const body = new Uint8Array(await request.clone().arrayBuffer());
    const recorded = { method: request.method, path, headers: request.headers, body };
    requests.push(recorded);
    const found = faults.find(({ match, times }) => times > 0 && match.test(`${request.method} ${path}`));
    if (found !== undefined) {
      found.times -= 1;
      if (found.fault !== 'lost' && found.fault !== 'unreachable') {
        return found.fault(recorded);
      }
      if (found.fault === 'lost') {
        await app.request(path, { method: request.method, headers: request.headers, body });
      }
      throw new TypeError('Failed to fetch');
    }
    const hasBody = request.method !== 'GET';
    return app.request(path, { method: request.method, headers: request.headers, ...(hasBody ? { body } : {}) });
  };
  const fault = (match: RegExp, what: Fault, times = 1): void => {
    faults.push({ match, fault: what, times });
  };
  const count = (match: RegExp): number =>
    requests.filter(({ method, path }) => match.test(`${method} ${path}`)).length;
  return { fetch, fault, count, requests, confirmed, stored, state };
};

type MemoryGateway = ReturnType<typeof memoryGateway>;

const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Fault =>
  () =>
    Response.json(body, { status, headers });

let gateway: MemoryGateway;

const client = (options: Partial<CoeOptions> = {}): ReturnType<typeof coe> =>
  coe({
    baseUrl: `${BASE}/`,
    token: TOKEN,
    correlationId: 'correlation-1',
    flow: 'liveness',
    fetch: gateway.fetch,
    ...options,
  });

const submitInput = async (
  submission: SubmitInput['submission'],
  changes: Partial<SubmitInput> = {},
): Promise<SubmitInput> => ({
  submission,
  images: [await picture('SELFIE', 3000), await picture('ADDITIONAL_SELFIE', 1000)],
  verdict: 'live',
  evidence,
  signal: NEVER,
  ...changes,
});

const failureOf = async (promise: Promise<unknown>): Promise<LifesignError> => {
  const error: unknown = await promise.then(
    () => new Error('was expected to fail'),
    (reason: unknown) => reason,
  );
  if (!isLifesignError(error)) {
    throw error;
  }
  return error;
};

const URLS = /^GET .*\/urls/;
const CONFIRM = /^PUT .*submissions\/urls/;
const STATUS = /status$/;
const CONTENT = /^PUT \/content/;

beforeEach(() => {
  gateway = memoryGateway();
  // Waits between repeats are real code, but not worth real seconds.
  vi.useFakeTimers();
  vi.setTimerTickMode('nextTimerAsync');
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the way through', () => {
  it('opens, uploads, confirms with signed evidence and reports the verdict', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    expect(submission).toEqual({
      submissionId: 'submission-1',
      nonce: 'nonce-submission-1',
      attemptsLeft: 3,
      deviceVerdict: 'enforce',
    });
    const progress: number[] = [];
    const input = await submitInput(submission, { onProgress: (value) => progress.push(value) });
    const outcome = await backend.submit(input);
    expect(outcome).toMatchObject({
      submissionId: 'submission-1',
      nextAction: 'STATUS',
      decided: false,
      attemptsLeft: 2,
    });
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(gateway.stored.get('submission-1/SELFIE')).toEqual(input.images[0]?.bytes);
    expect(gateway.stored.get('submission-1/ADDITIONAL_SELFIE')).toEqual(input.images[1]?.bytes);

    const waiting = await backend.status('submission-1', { signal: NEVER });
    expect(waiting).toMatchObject({ nextAction: 'STATUS', retryAfterMs: 2000, decided: false });
    expect(waiting.messages).toEqual([{ title: 'One moment', message: 'We are looking' }]);
    expect(await backend.status('submission-1', { signal: NEVER })).toMatchObject({
      nextAction: 'EXIT',
      decided: true,
      passed: true,
      reasonCode: '',
      retryAfterMs: null,
    });
  });

  it('sends the three headers and one launch key with every call, and none of them with an upload', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    await backend.submit(await submitInput(submission));
    await backend.status(submission.submissionId, { signal: NEVER });
    const [calls, uploads] = [/^\/coe/, /^\/content/].map((match) =>
      gateway.requests.filter(({ path }) => match.test(path)),
    );
    for (const name of ['x-sdk-session-id', 'x-lifesign-public-key']) {
      expect(new Set(calls?.map(({ headers }) => headers.get(name))).size).toBe(1);
    }
    expect(calls?.every(({ headers }) => headers.get('x-partner-session-id') === 'correlation-1')).toBe(true);
    expect(uploads).toHaveLength(2);
    for (const { headers } of uploads ?? []) {
      expect(headers.get('content-type')).toBe('image/jpeg');
      expect([...headers.keys()].filter((name) => name.startsWith('x-'))).toEqual([]);
    }
  });

  it('signs what was uploaded with the key that the gateway was told', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    // An engine's report holds more about its self-test than the contract does.
    const selfTest = { ...evidence.selfTest, costMs: 4 };
    const input = await submitInput(submission, { evidence: { ...evidence, selfTest } });
    await backend.submit(input);
    const header = gateway.requests[0]?.headers.get('x-lifesign-public-key') ?? '';
    const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(header, 'base64url').toString('base64')}\n-----END PUBLIC KEY-----`;
    const key = await importSPKI(pem, 'ES256');
    const { payload, protectedHeader } = await compactVerify(gateway.confirmed[0]?.metadata.evidence ?? '', key);
    expect(protectedHeader.alg).toBe('ES256');
    const signed = JSON.parse(new TextDecoder().decode(payload)) as EvidencePayload;
    expect(signed).toEqual({
      version: 1,
      ...evidence,
      nonce: submission.nonce,
      submissionId: submission.submissionId,
      images: { SELFIE: input.images[0]?.sha256, ADDITIONAL_SELFIE: input.images[1]?.sha256 },
    });
  });

  it('makes another key and SDK session for every launch', async () => {
    await client().begin({ signal: NEVER });
    await client().begin({ signal: NEVER });
    const [first, second] = gateway.requests;
    for (const name of ['x-sdk-session-id', 'x-lifesign-public-key']) {
      expect(first?.headers.get(name)).not.toBe(second?.headers.get(name));
    }
  });

  it('asks for the submission type of its flow', async () => {
    await client().begin({ signal: NEVER });
    await client({ flow: 'verification' }).begin({ signal: NEVER });
    expect(gateway.requests.map(({ path }) => path)).toEqual([
      '/coe/v1/submissions/urls?submissionType=STANDALONE_LIVENESS',
      '/coe/v1/submissions/urls?submissionType=FACE_VERIFICATION',
    ]);
  });

  it('reports a spoof that the device saw without a picture', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    const spoof = { ...evidence, device: { ...evidence.device, verdict: 'spoof' as const, score: 0.01 } };
    await backend.submit(await submitInput(submission, { images: [], verdict: 'spoof', evidence: spoof }));
    expect(gateway.count(CONTENT)).toBe(0);
    expect(gateway.confirmed).toHaveLength(1);
  });

  it('asks for the verdict at once when confirm already knows it', async () => {
    gateway.state.polls = 0;
    gateway.state.verdict = 'INVALID';
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, async () => {
      gateway.fault(STATUS, answer(200, status({ status: 'COMPLETED', nextAction: 'RETRY', reasonCode: 'NOT_LIVE' })));
      return Response.json({ success: true, data: { submissionId: 'submission-1', nextAction: 'RETRY' } });
    });
    expect(await backend.submit(await submitInput(submission))).toMatchObject({
      nextAction: 'RETRY',
      decided: true,
      passed: false,
      reasonCode: 'NOT_LIVE',
    });
  });
});

describe('confirm is idempotent', () => {
  it('takes a conflict after a lost answer as confirmed, and counts once', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, 'lost');
    expect(await backend.submit(await submitInput(submission))).toMatchObject({
      submissionId: 'submission-1',
      nextAction: 'STATUS',
    });
    expect(gateway.confirmed).toHaveLength(1);
    expect(gateway.count(CONFIRM)).toBe(2);
    expect(gateway.count(STATUS)).toBe(1);
  });

  it('survives a network that fails for the whole call: the next submit neither uploads nor counts again', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, 'lost', 3);
    const input = await submitInput(submission);
    expect(await failureOf(backend.submit(input))).toMatchObject({ code: 'network-failed' });
    expect(await backend.submit(input)).toMatchObject({ nextAction: 'STATUS' });
    expect(gateway.confirmed).toHaveLength(1);
    expect(gateway.count(CONTENT)).toBe(2);
    expect(gateway.state.opened).toBe(1);
  });

  it('passes a conflict on when nothing was confirmed', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONFIRM, answer(409, failure('409', 'SUBMISSION_STATE_CONFLICT')));
    expect(await failureOf(backend.submit(await submitInput(submission)))).toMatchObject({
      code: 'api-rejected',
      detail: 'SUBMISSION_STATE_CONFLICT',
    });
  });
});

describe('uploads', () => {
  it('repeats a failed upload and only that one', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(/ADDITIONAL/, 'unreachable', 2);
    await backend.submit(await submitInput(submission));
    expect(gateway.count(/content.*\/SELFIE/)).toBe(1);
    expect(gateway.count(/content.*ADDITIONAL/)).toBe(3);
    expect(gateway.confirmed).toHaveLength(1);
  });

  it('asks for new places when the old ones are gone', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONTENT, answer(403, failure('110', 'FORBIDDEN')));
    expect(await backend.submit(await submitInput(submission))).toMatchObject({ submissionId: 'submission-2' });
    expect(gateway.confirmed.map(({ submissionId }) => submissionId)).toEqual(['submission-2']);
  });

  it('asks for new places before using ones that ran out', async () => {
    gateway.state.expiryInSeconds = '1';
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.state.expiryInSeconds = '600';
    await backend.submit(await submitInput(submission));
    expect(gateway.count(/content\/submission-1/)).toBe(0);
    expect(gateway.confirmed.map(({ submissionId }) => submissionId)).toEqual(['submission-2']);
  });

  it('gives up when fresh places are refused too', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONTENT, answer(410, {}), 2);
    expect(await failureOf(backend.submit(await submitInput(submission)))).toMatchObject({
      code: 'api-rejected',
      detail: 'UPLOAD_REFUSED',
    });
    expect(gateway.confirmed).toHaveLength(0);
  });

  it('tells why a picture is refused', async () => {
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    gateway.fault(CONTENT, answer(422, failure('422', 'INVALID_UPLOAD_ARTIFACT')));
    expect(await failureOf(backend.submit(await submitInput(submission)))).toMatchObject({
      code: 'api-rejected',
      detail: 'INVALID_UPLOAD_ARTIFACT',
    });
  });
});

describe('an expired token', () => {
  it('is renewed once and the call repeated', async () => {
    gateway.state.accepts = new Set(['fresh']);
    const onTokenExpired = vi.fn(async () => 'fresh');
    const backend = client({ onTokenExpired });
    expect(await backend.begin({ signal: NEVER })).toMatchObject({ submissionId: 'submission-1' });
    await backend.status('submission-1', { signal: NEVER });
    expect(onTokenExpired).toHaveBeenCalledTimes(1);
    expect(gateway.requests.map(({ headers }) => headers.get('x-onekyc-token'))).toEqual([TOKEN, 'fresh', 'fresh']);
  });

  it('is renewed once for calls that fail together', async () => {
    const backend = client({ onTokenExpired: vi.fn(async () => 'fresh') });
    const { submissionId } = await backend.begin({ signal: NEVER });
    gateway.state.accepts = new Set(['later']);
    const onTokenExpired = vi.fn(async () => 'later');
    const other = client({ onTokenExpired });
    await Promise.all([other.begin({ signal: NEVER }), other.status(submissionId, { signal: NEVER })]);
    expect(onTokenExpired).toHaveBeenCalledTimes(1);
  });

  it('ends the call when the fresh one is refused too', async () => {
    gateway.state.accepts.clear();
    const onTokenExpired = vi.fn(async () => 'stale');
    expect(await failureOf(client({ onTokenExpired }).begin({ signal: NEVER }))).toMatchObject({
      code: 'api-unauthorized',
      retryable: false,
    });
    expect(onTokenExpired).toHaveBeenCalledTimes(1);
  });

  it('ends the call when the host has none, and quotes nothing of what its callback threw', async () => {
    gateway.state.accepts.clear();
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({ code: 'api-unauthorized' });
    const onTokenExpired = (): Promise<string> => Promise.reject(new Error(`refused ${TOKEN}`));
    const error = await failureOf(client({ onTokenExpired }).begin({ signal: NEVER }));
    expect(error.code).toBe('api-unauthorized');
    expect(error.message).not.toContain(TOKEN);
  });

  it('does not hold up an abort', async () => {
    gateway.state.accepts.clear();
    const controller = new AbortController();
    const onTokenExpired = (): Promise<string> => {
      controller.abort();
      return new Promise(() => undefined);
    };
    expect(await failureOf(client({ onTokenExpired }).begin({ signal: controller.signal }))).toMatchObject({
      detail: 'ABORTED',
    });
  });
});

const status = (changes: Record<string, unknown>): object => ({
  success: true,
  data: {
    submissionId: 'submission-1',
    status: 'IN_PROGRESS',
    verificationResult: { isApproved: false },
    nextAction: 'STATUS',
    reasonCode: '',
    attemptsLeft: 1,
    ...changes,
  },
});

describe('failures are classified', () => {
  it.each([
    [400, '1539', 'X_SDK_SESSION_ID_CAN_NOT_BE_EMPTY', 'api-rejected', 1],
    [400, '1542', 'INVALID_SUBMISSION_TYPE', 'api-rejected', 1],
    [401, 110, 'UNAUTHORIZED', 'api-unauthorized', 1],
    [403, '110', 'FORBIDDEN', 'api-rejected', 1],
    [404, '1543', 'SUBMISSION_DOES_NOT_EXIST', 'api-rejected', 1],
    [429, '429', 'SUBMISSION_QUOTA_EXCEEDED', 'attempts-exhausted', 1],
    [429, 429, 'SUBMISSION_QUOTA_EXCEEDED', 'attempts-exhausted', 1],
    [429, '429', 'TOO_MANY_REQUESTS', 'api-rate-limited', 3],
    [500, '900', 'SOMETHING_WENT_WRONG', 'api-failed', 3],
    [503, '903', 'SERVICE_UNAVAILABLE', 'api-failed', 3],
    [200, '110', 'UNAUTHORIZED', 'api-unauthorized', 1],
    [200, '1542', 'INVALID_SUBMISSION_TYPE', 'api-rejected', 1],
  ])('%i %s %s is %s after %i requests', async (httpStatus, code, cause, expected, requests) => {
    gateway.fault(URLS, answer(httpStatus, failure(code, cause)), 9);
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({ code: expected, detail: cause });
    expect(gateway.count(URLS)).toBe(requests);
  });

  it.each([
    ['no JSON', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['no envelope', () => Response.json({ submissionId: 'x' })],
    ['no data', () => Response.json({ success: true })],
    ['an unknown status', () => Response.json(status({ status: 'DONE' }))],
    ['an unknown next action', () => Response.json(status({ nextAction: 'WAIT' }))],
    ['a verdict without its result', () => Response.json(status({ status: 'COMPLETED', verificationResult: null }))],
    ['a negative number of attempts', () => Response.json(status({ attemptsLeft: -1 }))],
    ['no submission', () => Response.json(status({ submissionId: '' }))],
  ])('%s is malformed', async (_name, respond) => {
    gateway.fault(STATUS, respond);
    expect(await failureOf(client().status('submission-1', { signal: NEVER }))).toMatchObject({
      code: 'api-malformed',
    });
    expect(gateway.count(STATUS)).toBe(1);
  });

  it('refuses an upload place that is no web address', async () => {
    gateway.fault(URLS, async (recorded) => {
      const real = await gateway.fetch(`${BASE}${recorded.path}`, { headers: recorded.headers });
      return new Response((await real.text()).replaceAll(`${BASE}/content`, 'javascript:content'), real);
    });
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({
      code: 'api-malformed',
      detail: 'documentUrl',
    });
  });

  it('reads a status without the next action that the published schema lacks', async () => {
    const bare = { nextAction: undefined, reasonCode: undefined, attemptsLeft: undefined };
    gateway.fault(STATUS, answer(200, status({ ...bare, status: 'PARTIALLY_COMPLETED' })));
    gateway.fault(
      STATUS,
      answer(200, status({ ...bare, status: 'COMPLETED', verificationResult: { isApproved: true } })),
    );
    gateway.fault(STATUS, answer(200, status({ ...bare, status: 'ERROR', verificationResult: null })));
    const ask = (): Promise<unknown> => backend.status('submission-1', { signal: NEVER });
    const backend = client();
    expect(await ask()).toMatchObject({ nextAction: 'STATUS', decided: false });
    expect(await ask()).toMatchObject({ nextAction: 'EXIT', decided: true, passed: true });
    expect(await ask()).toMatchObject({ nextAction: 'EXIT', decided: false, passed: false });
  });

  it('waits as long as the gateway asks before it calls again', async () => {
    gateway.fault(URLS, answer(429, failure('429', 'TOO_MANY_REQUESTS'), { 'retry-after': '7' }));
    const startedAt = Date.now();
    await client().begin({ signal: NEVER });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(7000);
  });

  it('says so at once when the gateway asks for a longer wait than a person would stand', async () => {
    gateway.fault(URLS, answer(429, failure('429', 'TOO_MANY_REQUESTS'), { 'retry-after': '120' }), 9);
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({ code: 'api-rate-limited' });
    expect(gateway.count(URLS)).toBe(1);
  });

  it('tells a broken connection from a device that is offline', async () => {
    gateway.fault(URLS, 'unreachable', 6);
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({
      code: 'network-failed',
      retryable: true,
    });
    vi.stubGlobal('navigator', { onLine: false });
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({ code: 'network-offline' });
  });

  it('gives up on a gateway that never answers', async () => {
    gateway.fault(URLS, () => new Promise(() => undefined), 9);
    expect(await failureOf(client().begin({ signal: NEVER }))).toMatchObject({ code: 'network-timeout' });
  });

  it('stops at once when aborted, before and during a call', async () => {
    vi.useRealTimers();
    const controller = new AbortController();
    gateway.fault(URLS, () => new Promise(() => undefined));
    const begun = failureOf(client().begin({ signal: controller.signal }));
    await vi.waitFor(() => expect(gateway.count(URLS)).toBe(1));
    controller.abort();
    expect(await begun).toMatchObject({ detail: 'ABORTED', stage: 'network' });
    expect(await failureOf(client().begin({ signal: controller.signal }))).toMatchObject({ detail: 'ABORTED' });
    expect(gateway.count(URLS)).toBe(1);
  });
});

describe('errors tell no secrets', () => {
  it.each([
    ['a refusal with free text', URLS, answer(400, failure('1', `bad token ${TOKEN}`))],
    ['a server error', URLS, answer(500, { token: TOKEN })],
    ['a broken connection', URLS, 'unreachable' as const],
    ['a refused picture', CONTENT, answer(415, { s3cret: TOKEN })],
  ])('%s', async (_name, match, what) => {
    gateway.fault(match, what, 9);
    const backend = client();
    const failed = backend
      .begin({ signal: NEVER })
      .then(async (submission) => backend.submit(await submitInput(submission)));
    const error = await failureOf(failed);
    const everything = `${JSON.stringify(error)} ${error.message} ${String(error.stack)} ${String(error.cause)}`;
    expect(everything).not.toMatch(new RegExp(`${TOKEN}|s3cret`));
    expect(error.cause).toBeUndefined();
  });
});
