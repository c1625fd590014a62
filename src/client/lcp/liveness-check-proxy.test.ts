/** The proxy's backend against answers in the source system's format. */
import { describe, expect, it, vi } from 'vitest';
import { evidenceWith } from '../../../testkit/evidence.ts';
import { failureOf } from '../../../testkit/failure-of.ts';
import type { Backend, SubmissionOutcome, UploadImage } from '../backend.ts';
import { livenessCheckProxy, type LivenessCheckProxyOptions } from './liveness-check-proxy.ts';

const { signal } = new AbortController();

const EVIDENCE = evidenceWith();
const PICTURE: UploadImage = { type: 'SELFIE', bytes: new Uint8Array(50_000).fill(9), sha256: 'cd'.repeat(32) };

type Scripted =
  | { readonly result: string }
  | { readonly status: number; readonly code: string; readonly headers?: Readonly<Record<string, string>> };

const open = (verifies: readonly Scripted[], options: Partial<LivenessCheckProxyOptions> = {}, type = 'TOKEN') => {
  const calls: { path: string; headers: Headers; body: Record<string, unknown> }[] = [];
  const left = [...verifies];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname;
    calls.push({ path, headers: request.headers, body: (await request.json()) as Record<string, unknown> });
    if (path.endsWith('/init')) {
      return Response.json({ initiationType: type, reference: type === 'TOKEN' ? `token-${calls.length}` : null });
    }
    const next = left.shift() ?? { result: 'ACCEPTED' };
    return 'result' in next
      ? Response.json({ result: next.result, selfie: null })
      : Response.json({ status: 'ERROR', responseObject: { code: next.code, message: 'no' } }, next);
  };
  const baseUrl = 'https://gateway.test/liveness-check-proxy/';
  return { calls, backend: livenessCheckProxy({ baseUrl, userId: 'user1', fetch, ...options }) };
};

const attempt = async (backend: Backend): Promise<SubmissionOutcome> => {
  const submission = await backend.begin({ signal });
  return backend.submit({ submission, images: [PICTURE], verdict: 'live', evidence: EVIDENCE, signal });
};

describe('livenessCheckProxy', () => {
  it('signs the capture for the token of init and sends both', async () => {
    const { backend, calls } = open([], { headers: { authorization: 'Bearer of-the-partner' } });
    expect(await attempt(backend)).toMatchObject({ nextAction: 'EXIT', decided: true, passed: true, reasonCode: '' });
    expect(calls.map(({ path }) => path)).toEqual([
      '/liveness-check-proxy/liveness/init',
      '/liveness-check-proxy/liveness/verify',
    ]);
    expect(calls[0]?.body).toEqual({ userId: 'user1' });
    const [, sent] = calls.map(({ body }) => body);
    const { userId, livenessRecord } = sent as {
      readonly userId: string;
      readonly livenessRecord: { readonly image: string; readonly reference: string };
    };
    expect(userId).toBe('user1');
    expect(livenessRecord.reference).toBe('token-1');
    const capture = JSON.parse(Buffer.from(livenessRecord.image, 'base64').toString()) as {
      readonly public_key: string;
      readonly evidence: string;
      readonly images: { readonly SELFIE: string };
    };
    expect(Buffer.from(capture.images.SELFIE, 'base64').equals(PICTURE.bytes)).toBe(true);
    const signed = JSON.parse(Buffer.from(capture.evidence.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(signed).toMatchObject({ nonce: 'token-1', submissionId: 'token-1', images: { SELFIE: PICTURE.sha256 } });
    expect(calls.every(({ headers }) => headers.get('authorization') === 'Bearer of-the-partner')).toBe(true);
  });

  it('calls init again for each attempt, until none is left', async () => {
    const verifies = [{ result: 'REJECTED' }, { status: 400, code: 'VERIFICATION_ERROR' }];
    const { backend, calls } = open(verifies, { maxAttempts: 2 });
    expect(await attempt(backend)).toMatchObject({ nextAction: 'RETRY', reasonCode: 'NOT_LIVE', attemptsLeft: 1 });
    expect(await attempt(backend)).toMatchObject({
      nextAction: 'EXIT',
      decided: false,
      passed: false,
      reasonCode: 'VERIFICATION_FAILED',
      attemptsLeft: 0,
    });
    expect(calls.filter(({ path }) => path.endsWith('/init'))).toHaveLength(2);
  });

  it('retries verify after a 503 for lack of room, and after no other failure', async () => {
    const busy = { status: 503, code: 'ERROR_GENERIC' };
    const { backend, calls } = open([{ ...busy, headers: { 'retry-after': '0' } }, { result: 'ACCEPTED' }, busy]);
    expect(await attempt(backend)).toMatchObject({ passed: true });
    expect(calls.filter(({ path }) => path.endsWith('/verify'))).toHaveLength(2);
    expect(await failureOf(attempt(backend))).toMatchObject({ code: 'api-failed', retryable: true });
    expect(calls.filter(({ path }) => path.endsWith('/verify'))).toHaveLength(3);
  });

  it('asks for another token for the same attempt when the capture comes late', async () => {
    const clock = vi.spyOn(Date, 'now');
    const { backend, calls } = open([{ result: 'REJECTED' }]);
    const submission = await backend.begin({ signal });
    clock.mockReturnValue(Date.now() + 61_000);
    const outcome = await backend.submit({
      submission,
      images: [PICTURE],
      verdict: 'live',
      evidence: EVIDENCE,
      signal,
    });
    clock.mockRestore();
    expect(outcome).toMatchObject({ submissionId: submission.submissionId, attemptsLeft: 2 });
    expect(calls.map(({ path }) => path.split('/').at(-1))).toEqual(['init', 'init', 'verify']);
    expect(calls[2]?.body).toMatchObject({ livenessRecord: { reference: 'token-2' } });
  });

  it('keeps the token out of events and results', async () => {
    const { backend } = open([]);
    const submission = await backend.begin({ signal });
    expect(JSON.stringify(submission)).not.toContain('token-');
  });

  it('names failures by the proxy’s code; verify is not retried', async () => {
    const { backend, calls } = open([{ status: 409, code: 'ERROR_REMOTE' }]);
    expect(await failureOf(attempt(backend))).toMatchObject({ detail: 'ERROR_REMOTE' });
    expect(calls).toHaveLength(2);
    const odd = open([{ result: 'PERHAPS' }]);
    expect(await failureOf(attempt(odd.backend))).toMatchObject({ code: 'api-malformed' });
    const another = open([], {}, 'NONE');
    expect(await failureOf(attempt(another.backend))).toMatchObject({ code: 'api-malformed', detail: 'reference' });
  });
});
