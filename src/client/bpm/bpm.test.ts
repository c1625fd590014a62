/** The BPM self-service backend against a fake of our gateway, with the faults of a real network. */
import { compactVerify, importSPKI } from 'jose';
import { describe, expect, it } from 'vitest';
import { evidenceWith } from '../../../testkit/evidence.ts';
import { failureOf } from '../../../testkit/failure-of.ts';
import type { Backend, Evidence, Submission, SubmissionOutcome, UploadImage } from '../backend.ts';
import { bpmSelfService, type BpmSelfServiceOptions } from './bpm.ts';

const BASE = 'https://gateway.test/base/';
const { signal } = new AbortController();

const EVIDENCE = evidenceWith();

const PICTURES: readonly UploadImage[] = [
  { type: 'SELFIE', bytes: new Uint8Array(100_000).fill(7), sha256: 'cd'.repeat(32) },
  { type: 'ADDITIONAL_SELFIE', bytes: new Uint8Array(10).fill(8), sha256: 'ef'.repeat(32) },
];

interface Call {
  readonly path: string;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

type Reply = 'passed' | 'failed' | 'lost' | 'odd' | { readonly status: number; readonly code: string };

const success = (data: unknown): Response => Response.json({ isSuccessful: true, statusCode: '00', message: '', data });

const open = (replies: readonly Reply[], options: Partial<BpmSelfServiceOptions> = {}, begun: object = {}) => {
  const calls: Call[] = [];
  const left = [...replies];
  let started = 0;
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const body = (await request.json()) as Record<string, unknown>;
    calls.push({ path: pathname, headers: request.headers, body });
    if (pathname.endsWith('/StartLivenessSessionCommand')) {
      return success({ sessionId: `s-${(started += 1)}`, nonce: 'n-1', deviceVerdict: 'enforce', ...begun });
    }
    const reply = left.shift() ?? 'passed';
    if (reply === 'lost') {
      throw new TypeError('Failed to fetch');
    }
    if (typeof reply === 'object') {
      const { status, code } = reply;
      return Response.json({ isSuccessful: false, statusCode: code, message: 'no', data: null }, { status });
    }
    const ok = reply === 'passed';
    return success(reply === 'odd' ? { id: 1 } : { id: 1, isSuccessful: ok, verificationResult: ok });
  };
  return { calls, backend: bpmSelfService({ baseUrl: BASE, token: 'customer-token', fetch, ...options }) };
};

const submit = (
  backend: Backend,
  submission: Submission,
  images: readonly UploadImage[] = PICTURES,
  verdict: 'live' | 'spoof' = 'live',
): Promise<SubmissionOutcome> => backend.submit({ submission, images, verdict, evidence: EVIDENCE, signal });

describe('bpmSelfService', () => {
  it('begins a session and records both pictures with evidence over exactly those', async () => {
    const { backend, calls } = open(['passed'], { devicePlatform: 'Android', appVersion: '2.1.0' });
    const submission = await backend.begin({ signal });
    expect(submission).toEqual({
      submissionId: 's-1',
      nonce: 'n-1',
      attemptsLeft: 3,
      deviceVerdict: 'enforce',
      challenges: [],
      isPassiveAllowed: false,
      freshMs: 120_000,
      light: [],
    });
    expect(await submit(backend, submission)).toEqual({
      submissionId: 's-1',
      nextAction: 'EXIT',
      decided: true,
      passed: true,
      reasonCode: '',
      attemptsLeft: 2,
      messages: [],
      retryAfterMs: null,
    });
    expect(calls.map(({ path }) => path)).toEqual([
      '/base/api/BPMSelfService/commands/StartLivenessSessionCommand',
      '/base/api/BPMSelfService/commands/UpdateLivenessCheckCommand',
    ]);
    const [begun, sent] = calls;
    expect(sent?.headers.get('authorization')).toBe('Bearer customer-token');
    expect(sent?.headers.get('x-device-platform')).toBe('Android');
    expect(sent?.body).toMatchObject({
      sessionId: 's-1',
      isSuccessful: true,
      imageBase64: Buffer.from(PICTURES[0]?.bytes ?? []).toString('base64'),
      additionalImageBase64: Buffer.from(PICTURES[1]?.bytes ?? []).toString('base64'),
      metadata: { completedAt: '2023-11-14T22:13:20.000Z', verificationResult: true, challengeCount: 0 },
    });
    const spki = Buffer.from(String(begun?.body['publicKey']), 'base64url').toString('base64');
    const key = await importSPKI(`-----BEGIN PUBLIC KEY-----\n${spki}\n-----END PUBLIC KEY-----`, 'ES256');
    const { evidence } = (sent?.body['metadata'] ?? {}) as { evidence: string };
    expect(JSON.parse(new TextDecoder().decode((await compactVerify(evidence, key)).payload))).toMatchObject({
      nonce: 'n-1',
      submissionId: 's-1',
      images: { SELFIE: 'cd'.repeat(32), ADDITIONAL_SELFIE: 'ef'.repeat(32) },
    });
  });

  it("passes on the challenges of the session, and records what was done under the family's names", async () => {
    const started = { challenges: ['BLINK', 'SMILE', 'TURN_LEFT'], isPassiveAllowed: true };
    const { backend, calls } = open(['passed'], {}, started);
    expect(backend.asksChallenges).toBe(true);
    const submission = await backend.begin({ signal });
    expect(submission).toMatchObject(started);
    const challenges = {
      asked: started.challenges,
      completed: [
        { name: 'BLINK', atMs: 900 },
        { name: 'SMILE', atMs: 2400 },
      ],
      isPassive: false,
    };
    const evidence: Evidence = { ...EVIDENCE, challenges };
    await backend.submit({ submission, images: PICTURES, verdict: 'live', evidence, lighting: 0.93, signal });
    const capture = { verificationResult: true, sessionDuration: 1200, lightingValue: 0.93 };
    expect(calls[1]?.body).toMatchObject({
      metadata: {
        timestamp: 1_700_000_000_000,
        completedAt: '2023-11-14T22:13:20.000Z',
        lightingValue: 0.93,
        challengeCount: 3,
        challenges: ['BLINK', 'SMILE', 'TURN_LEFT'],
        completedChallenges: ['BLINK', 'SMILE'],
        finalCapture: capture,
      },
      imageMetadata: capture,
    });
    const { evidence: signed, sessionDuration } = (calls[1]?.body['metadata'] ?? {}) as Record<string, unknown>;
    const [, payload = ''] = String(signed).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ challenges });
    expect(Number.isInteger(sessionDuration)).toBe(true);
  });

  it.each([[['JUMP']], [[1]], ['HOP']])('rejects a session with an unknown challenge: %j', async (challenges) => {
    const { backend } = open([], {}, { challenges });
    expect(await failureOf(backend.begin({ signal }))).toMatchObject({ code: 'api-malformed', detail: 'challenges' });
  });

  it('counts attempts, and rejects when none is left', async () => {
    const { backend } = open(['failed', 'failed'], { maxAttempts: 2 });
    expect(await submit(backend, await backend.begin({ signal }))).toMatchObject({
      nextAction: 'RETRY',
      passed: false,
      reasonCode: 'NOT_LIVE',
      attemptsLeft: 1,
    });
    expect(await submit(backend, await backend.begin({ signal }))).toMatchObject({
      nextAction: 'EXIT',
      attemptsLeft: 0,
    });
  });

  it('records a presentation attack that the device stopped, without a picture', async () => {
    const { backend, calls } = open(['failed']);
    await submit(backend, await backend.begin({ signal }), [], 'spoof');
    expect(calls[1]?.body).toMatchObject({ isSuccessful: false, metadata: { verificationResult: false } });
    expect(calls[1]?.body).not.toHaveProperty('imageBase64');
  });

  it('retries after a lost answer with the same idempotency key', { timeout: 30_000 }, async () => {
    const { backend, calls } = open(['lost', { status: 503, code: '99' }, 'passed']);
    expect(await submit(backend, await backend.begin({ signal }))).toMatchObject({ passed: true });
    const keys = calls.slice(1).map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('names failures by the family’s code, and quotes nothing from the request', async () => {
    const refused = open([{ status: 403, code: '04' }]);
    const error = await failureOf(submit(refused.backend, await refused.backend.begin({ signal })));
    expect(error).toMatchObject({ code: 'api-rejected', detail: 'FORBIDDEN' });
    expect(JSON.stringify(error)).not.toContain('customer-token');
    const odd = open(['odd']);
    expect(await failureOf(submit(odd.backend, await odd.backend.begin({ signal })))).toMatchObject({
      code: 'api-malformed',
    });
    const none = open([], { token: () => Promise.reject(new Error('customer-token')) });
    const unsigned = await failureOf(none.backend.begin({ signal }));
    expect(unsigned).toMatchObject({ code: 'api-unauthorized', detail: 'TOKEN_NOT_RENEWED' });
    expect(JSON.stringify(unsigned)).not.toContain('customer-token');
  });
});
