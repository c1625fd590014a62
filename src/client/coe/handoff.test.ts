/** Hand-off to a phone by the CoE client: its requests, and its reading of the answers. */
import { expect, test } from 'vitest';
import { HEADERS } from '../../contract/index.ts';
import { coe } from './coe.ts';
import { handed } from './handed.ts';

const signal = new AbortController().signal;
const CODE = 'c'.repeat(43);

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Answers each call with the next of `answers`. */
const gatewayOf = (...answers: readonly (readonly [status: number, body: unknown])[]) => {
  const sent: Sent[] = [];
  const left = [...answers];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    sent.push({ method: request.method, url: request.url, headers: request.headers, body: await request.text() });
    const [status, body] = left.shift() ?? [500, {}];
    return Response.json(body, { status });
  };
  return { sent, fetch };
};

const yes = (data: unknown) => [200, { success: true, data }] as const;
const no = (status: number, cause: string) =>
  [status, { success: false, data: null, errors: [{ code: String(status), cause }] }] as const;

test('the computer makes a link, polls its state, and ends it', async () => {
  const submission = {
    submissionId: 's-1',
    status: 'COMPLETED',
    nextAction: 'EXIT',
    attemptsLeft: 2,
    reasonCode: '',
    verificationResult: { isApproved: true },
  };
  const { sent, fetch } = gatewayOf(
    yes({ handoffId: 'h-1', code: CODE, expiryInSeconds: '300' }),
    yes({ state: 'waiting', endedBy: null, submission: null }),
    yes({ state: 'opened', endedBy: null, submission: { ...submission, status: 'IN_PROGRESS', nextAction: 'STATUS' } }),
    yes({ state: 'ended', endedBy: 'phone', submission }),
    yes({ state: 'ended' }),
  );
  const { handoff } = coe({
    baseUrl: 'https://gateway.example/',
    token: 'token-1',
    correlationId: 'c-1',
    flow: 'liveness',
    fetch,
  });
  expect(await handoff.make({ signal })).toEqual({ id: 'h-1', code: CODE });
  expect(await handoff.look('h-1', { signal })).toEqual({ state: 'waiting', outcome: null, isJudging: false });
  expect(await handoff.look('h-1', { signal })).toMatchObject({ state: 'opened', isJudging: true });
  expect(await handoff.look('h-1', { signal })).toMatchObject({
    state: 'ended',
    isJudging: false,
    outcome: { submissionId: 's-1', nextAction: 'EXIT', decided: true, passed: true },
  });
  await handoff.end('h-1', { signal });
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST https://gateway.example/coe/v1/handoffs',
    'GET https://gateway.example/coe/v1/handoffs/h-1',
    'GET https://gateway.example/coe/v1/handoffs/h-1',
    'GET https://gateway.example/coe/v1/handoffs/h-1',
    'DELETE https://gateway.example/coe/v1/handoffs/h-1',
  ]);
  expect(new Set(sent.map(({ headers }) => headers.get(HEADERS.token)))).toEqual(new Set(['token-1']));
});

test('the phone opens the launch with the code in the body, and continues with its own token', async () => {
  const { sent, fetch } = gatewayOf(
    yes({
      handoffId: 'h-1',
      token: 'token-2',
      expirySeconds: '900',
      partnerSessionId: 'c-1',
      flow: 'FACE_VERIFICATION',
    }),
    no(410, 'HANDOFF_ENDED'),
  );
  const backend = handed({ baseUrl: 'https://gateway.example', code: CODE, fetch });
  await expect(backend.begin({ signal })).rejects.toMatchObject({ code: 'internal' });
  expect(await backend.redeem({ signal })).toEqual({ handoffId: 'h-1', correlationId: 'c-1', flow: 'verification' });
  expect(sent[0]).toMatchObject({ method: 'POST', url: 'https://gateway.example/coe/v1/handoffs/redeem' });
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ code: CODE });
  await expect(backend.begin({ signal })).rejects.toMatchObject({ code: 'handoff-ended', retryable: false });
  expect(sent[1]?.headers.get(HEADERS.token)).toBe('token-2');
  expect(sent[1]?.url).toContain('submissionType=FACE_VERIFICATION');
});

test.each([
  [409, 'HANDOFF_USED', 'handoff-used'],
  [410, 'HANDOFF_EXPIRED', 'handoff-expired'],
  [410, 'HANDOFF_ENDED', 'handoff-ended'],
  [404, 'HANDOFF_DOES_NOT_EXIST', 'handoff-unknown'],
  [400, 'INVALID_HANDOFF_CODE', 'handoff-unknown'],
  [503, 'SERVICE_UNAVAILABLE', 'api-failed'],
] as const)('%i %s is %s, and is not retried: a second call could find the link used', async (status, cause, code) => {
  const { sent, fetch } = gatewayOf(no(status, cause));
  await expect(
    handed({ baseUrl: 'https://gateway.example', code: CODE, fetch }).redeem({ signal }),
  ).rejects.toMatchObject({ code });
  expect(sent).toHaveLength(1);
});

test('an address without a code sends no request', async () => {
  const { sent, fetch } = gatewayOf();
  await expect(
    handed({ baseUrl: 'https://gateway.example', code: null, fetch }).redeem({ signal }),
  ).rejects.toMatchObject({ code: 'handoff-unknown' });
  expect(sent).toEqual([]);
});
