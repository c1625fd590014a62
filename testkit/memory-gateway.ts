/** A fake CoE gateway that follows the contract, with faults of a real network. For tests only. */
import { Hono } from 'hono';
import type { SubmitInput, UploadImage } from '../src/client/backend.ts';
import { coe, type CoeOptions } from '../src/client/coe/coe.ts';
import { evidenceWith } from './evidence.ts';

const BASE = 'https://gateway.test/base';
export const TOKEN = 'user-token-secret';
export const NEVER = new AbortController().signal;

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

const picture = async (type: UploadImage['type'], length: number): Promise<UploadImage> => {
  const bytes = new Uint8Array(length).fill(type.length);
  return { type, bytes, sha256: await sha256(bytes) };
};

export const failure = (code: string | number, cause: string): object => ({
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

/** Answers one request instead of the gateway; with `lost` the gateway acts and the answer is lost. */
type Fault = 'lost' | 'unreachable' | ((recorded: Recorded) => Response | Promise<Response>);

/** In memory, with the rules of the contract: confirm once, upload before, attempts counted at confirm. */
export const memoryGateway = () => {
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
          uiMessages: {
            hint: { title: 'One moment', message: 'We are looking' },
            ours: { title: 'Sebentar', message: 'Kami sedang memeriksa', language: 'id' },
            broken: 'no message',
          },
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

export type MemoryGateway = ReturnType<typeof memoryGateway>;

export const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): (() => Response) =>
  () =>
    Response.json(body, { status, headers });

/** An answer of the status call: in progress, with changes. */
export const status = (changes: Record<string, unknown>): object => ({
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

/** A client of that gateway. */
export const clientOf = (gateway: MemoryGateway, options: Partial<CoeOptions> = {}): ReturnType<typeof coe> =>
  coe({
    baseUrl: `${BASE}/`,
    token: TOKEN,
    correlationId: 'correlation-1',
    flow: 'liveness',
    fetch: gateway.fetch,
    ...options,
  });

/** Two pictures, and the evidence of a live person. */
export const submitInput = async (
  submission: SubmitInput['submission'],
  changes: Partial<SubmitInput> = {},
): Promise<SubmitInput> => ({
  submission,
  images: [await picture('SELFIE', 3000), await picture('ADDITIONAL_SELFIE', 1000)],
  verdict: 'live',
  evidence: evidenceWith(),
  signal: NEVER,
  ...changes,
});

export const CONFIRM = /^PUT .*submissions\/urls/;
export const STATUS = /status$/;
export const CONTENT = /^PUT \/content/;
