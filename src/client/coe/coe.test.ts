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
  vi.restoreAllMocks();
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

  it('opens anew when the nonce ran out after the upload, and only then', async () => {
    gateway.state.expiryInSeconds = '6';
    const backend = client();
    const submission = await backend.begin({ signal: NEVER });
    const input = await submitInput(submission);
    gateway.fault(CONFIRM, answer(400, failure('1542', 'INVALID_CONFIRM_UPLOAD_REQUEST')), 2);
    expect(await failureOf(backend.submit(input))).toMatchObject({ detail: 'INVALID_CONFIRM_UPLOAD_REQUEST' });
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 7000);
    expect(await backend.submit(input)).toMatchObject({ submissionId: 'submission-2' });
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
