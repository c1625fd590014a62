/** Every failure of a call becomes one LifesignError within the deadline, without secrets. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { evidenceWith } from '../../../testkit/evidence.ts';
import { failureOf } from '../../../testkit/failure-of.ts';
import { useFastTimers } from '../../../testkit/fast-timers.ts';
import { answer, failure, NEVER, status, TOKEN } from '../../../testkit/memory-gateway.ts';
import type { Backend, Submission } from '../backend.ts';
import { coe } from './coe.ts';

const BASE = 'https://gateway.test/base';

type Answer = 'unreachable' | (() => Response | Promise<Response>);

const silent: Answer = () => new Promise(() => undefined);

const opened = (documentUrl = `${BASE}/content/1?signature=s3cret`): Answer =>
  answer(200, {
    success: true,
    data: {
      submissionId: 'submission-1',
      status: 'INITIATED',
      documents: { SELFIE: { documentUrl, documentReference: 'r', expiryInSeconds: '600' } },
      nonce: 'nonce',
      policy: { deviceVerdict: 'enforce', attemptsLeft: 3 },
    },
  });

let requests: number;

/** A client whose requests get these answers in order; the last one repeats. */
const client = (...answers: readonly [Answer, ...Answer[]]): Backend =>
  coe({
    baseUrl: BASE,
    token: TOKEN,
    correlationId: 'correlation-1',
    flow: 'liveness',
    fetch: async () => {
      const next = answers[Math.min(requests, answers.length - 1)] ?? answers[0];
      requests += 1;
      if (next === 'unreachable') {
        throw new TypeError('Failed to fetch');
      }
      return next();
    },
  });

const begin = (backend: Backend, signal: AbortSignal = NEVER): Promise<Submission> => backend.begin({ signal });
const ask = (backend: Backend): Promise<unknown> => backend.status('submission-1', { signal: NEVER });

useFastTimers();

beforeEach(() => {
  requests = 0;
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
    [429, '429', 'TOO_MANY_ATTEMPTS', 'too-many-attempts', 1],
    [500, '900', 'SOMETHING_WENT_WRONG', 'api-failed', 3],
    [503, '903', 'SERVICE_UNAVAILABLE', 'api-failed', 3],
    [200, '110', 'UNAUTHORIZED', 'api-unauthorized', 1],
    [200, '1542', 'INVALID_SUBMISSION_TYPE', 'api-rejected', 1],
  ])('%i %s %s is %s after %i requests', async (httpStatus, code, cause, expected, times) => {
    const backend = client(answer(httpStatus, failure(code, cause)));
    expect(await failureOf(begin(backend))).toMatchObject({ code: expected, detail: cause });
    expect(requests).toBe(times);
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
    expect(await failureOf(ask(client(respond)))).toMatchObject({ code: 'api-malformed' });
    expect(requests).toBe(1);
  });

  it.each(['javascript:alert(1)', 'ftp://gateway.test/x', '', 'https://'])(
    'rejects the upload address %j',
    async (url) => {
      expect(await failureOf(begin(client(opened(url))))).toMatchObject({
        code: 'api-malformed',
        detail: 'documents.SELFIE.documentUrl',
      });
    },
  );

  it('reads a status without the next action, which the published schema lacks', async () => {
    const bare = { nextAction: undefined, reasonCode: undefined, attemptsLeft: undefined };
    const backend = client(
      answer(200, status({ ...bare, status: 'PARTIALLY_COMPLETED' })),
      answer(200, status({ ...bare, status: 'COMPLETED', verificationResult: { isApproved: true } })),
      answer(200, status({ ...bare, status: 'ERROR', verificationResult: null })),
    );
    expect(await ask(backend)).toMatchObject({ nextAction: 'STATUS', decided: false });
    expect(await ask(backend)).toMatchObject({ nextAction: 'EXIT', decided: true, passed: true });
    expect(await ask(backend)).toMatchObject({ nextAction: 'EXIT', decided: false, passed: false });
  });

  it('waits as long as Retry-After says before it calls again', async () => {
    const startedAt = Date.now();
    await begin(client(answer(429, failure('429', 'TOO_MANY_REQUESTS'), { 'retry-after': '7' }), opened()));
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(7000);
  });

  it('fails at once when Retry-After is longer than a person should wait', async () => {
    const limited = answer(429, failure('429', 'TOO_MANY_REQUESTS'), { 'retry-after': '120' });
    expect(await failureOf(begin(client(limited)))).toMatchObject({
      code: 'api-rate-limited',
      retryAfterMs: 120_000,
    });
    expect(requests).toBe(1);
  });

  it('distinguishes a broken connection from a device that is offline', async () => {
    const broken = { code: 'network-failed', retryable: true };
    expect(await failureOf(begin(client('unreachable')))).toMatchObject(broken);
    vi.stubGlobal('navigator', { onLine: false });
    expect(await failureOf(begin(client('unreachable')))).toMatchObject({ code: 'network-offline' });
  });

  it('gives up on a gateway that never answers', async () => {
    expect(await failureOf(begin(client(silent)))).toMatchObject({ code: 'network-timeout' });
  });

  it('stops at once when aborted, before and during a call', async () => {
    vi.useRealTimers();
    const controller = new AbortController();
    const backend = client(silent);
    const begun = failureOf(begin(backend, controller.signal));
    await vi.waitFor(() => expect(requests).toBe(1));
    controller.abort();
    expect(await begun).toMatchObject({ detail: 'ABORTED', stage: 'network' });
    expect(await failureOf(begin(backend, controller.signal))).toMatchObject({ detail: 'ABORTED' });
    expect(requests).toBe(1);
  });
});

describe('errors contain no secrets', () => {
  it.each<readonly [string, readonly [Answer, ...Answer[]]]>([
    ['a refusal with free text', [answer(400, failure('1', `bad token ${TOKEN}`))]],
    ['a server error', [answer(500, { token: TOKEN })]],
    ['a broken connection', ['unreachable']],
    ['a refused picture', [opened(), answer(415, { s3cret: TOKEN })]],
  ])('%s', async (_name, answers) => {
    const backend = client(...answers);
    const bytes = new Uint8Array(100);
    const failed = begin(backend).then((submission) =>
      backend.submit({
        submission,
        images: [{ type: 'SELFIE', bytes, sha256: 'ab' }],
        verdict: 'live',
        evidence: evidenceWith(),
        signal: NEVER,
      }),
    );
    const error = await failureOf(failed);
    const everything = `${JSON.stringify(error)} ${error.message} ${String(error.stack)} ${String(error.cause)}`;
    expect(everything).not.toMatch(new RegExp(`${TOKEN}|s3cret`));
    expect(error.cause).toBeUndefined();
  });
});
