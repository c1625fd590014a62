/** The e-verify backend against a fake of our gateway, with the faults of a real network. */
import { compactVerify, importSPKI } from 'jose';
import { describe, expect, it } from 'vitest';
import { evidenceWith } from '../../../testkit/evidence.ts';
import { failureOf } from '../../../testkit/failure-of.ts';
import type { EvidencePayload, SerialisedCapture } from '../../contract/index.ts';
import type { Backend, Evidence, Submission, SubmissionOutcome, UploadImage } from '../backend.ts';
import { eVerify, type EVerifyOptions } from './e-verify.ts';

const BASE = 'https://gateway.test/base/';
const { signal } = new AbortController();

const EVIDENCE = evidenceWith();

// Longer than one chunk of the base64 encoder.
const PICTURE: UploadImage = { type: 'SELFIE', bytes: new Uint8Array(100_000).fill(7), sha256: 'cd'.repeat(32) };

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** `answers` are given in order to the calls after the start of the capture; a number is a refusal with that status. */
const gateway = (answers: readonly (object | number | 'lost')[], begun: object) => {
  const calls: Call[] = [];
  const left = [...answers];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const text = await request.text();
    calls.push({
      method: request.method,
      url: new URL(request.url),
      authorization: request.headers.get('authorization'),
      body: text === '' ? null : JSON.parse(text),
    });
    if (request.method === 'POST') {
      return Response.json({
        request_id: 'req_1',
        session_id: 's',
        nonce: 'n-1',
        device_verdict: 'enforce',
        message: '',
        ...begun,
      });
    }
    const answer = left.shift() ?? { status: 'completed', outcome: 'live' };
    if (answer === 'lost') {
      throw new TypeError('Failed to fetch');
    }
    return typeof answer === 'number'
      ? Response.json(
          { request_id: 'req_1', status: 'failed', error: { code: 'conflict', message: 'no' }, message: 'no' },
          { status: answer },
        )
      : Response.json({ request_id: 'req_1', session_id: 's', ...answer });
  };
  return { calls, fetch };
};

const SESSION = { sessionId: 'liveness_session_1', captureToken: 'capture-token' };

const open = (
  answers: readonly (object | number | 'lost')[],
  options: Partial<EVerifyOptions> = {},
  begun: object = {},
) => {
  const server = gateway(answers, begun);
  return { ...server, backend: eVerify({ baseUrl: BASE, session: SESSION, fetch: server.fetch, ...options }) };
};

const submit = (backend: Backend, submission: Submission, images = [PICTURE]): Promise<SubmissionOutcome> =>
  backend.submit({ submission, images, verdict: 'live', evidence: EVIDENCE, signal });

const asked = async (begun: object, challengeType?: string) => {
  const session = challengeType === undefined ? SESSION : { ...SESSION, challengeType };
  const { challenges, isPassiveAllowed } = await open([], { session }, begun).backend.begin({ signal });
  return { challenges, isPassiveAllowed };
};

describe('movements', () => {
  it('are those that the answer to the capture names', async () => {
    expect(await asked({ challenges: ['NOD', 'BLINK'], is_passive_allowed: true }, 'smile')).toEqual({
      challenges: ['NOD', 'BLINK'],
      isPassiveAllowed: true,
    });
    expect(await asked({ challenges: [], is_passive_allowed: true }, 'smile')).toMatchObject({ challenges: [] });
  });

  it.each([
    ['blink', ['BLINK']],
    ['turn_left', ['TURN_LEFT']],
    ['nod', ['NOD']],
    ['passive', []],
    ['face_movement_and_light', []],
    ['BLINK', []],
  ])('are that of the session’s type where it names none: %s', async (type, challenges) => {
    expect(await asked({}, type)).toEqual({ challenges, isPassiveAllowed: false });
  });

  it('that are unknown are rejected', async () => {
    const { backend } = open([], {}, { challenges: ['JUMP'] });
    expect(await failureOf(backend.begin({ signal }))).toMatchObject({ code: 'api-malformed', detail: 'challenges' });
  });

  it('that were done are in the signed evidence', async () => {
    const { backend, calls } = open([], {}, { challenges: ['NOD'] });
    const submission = await backend.begin({ signal });
    const challenges = { asked: ['NOD'], completed: [{ name: 'NOD', atMs: 1300 }], isPassive: false };
    const evidence: Evidence = { ...EVIDENCE, challenges };
    await backend.submit({ submission, images: [PICTURE], verdict: 'live', evidence, signal });
    const { evidence: signed } = (calls[1]?.body ?? {}) as Partial<SerialisedCapture>;
    const [, payload = ''] = String(signed).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ challenges });
  });
});

describe('eVerify', () => {
  it('begins, signs and sends under the session with the capture token only', async () => {
    const { backend, calls } = open([]);
    const submission = await backend.begin({ signal });
    expect(submission).toEqual({
      submissionId: SESSION.sessionId,
      nonce: 'n-1',
      attemptsLeft: 1,
      deviceVerdict: 'enforce',
      challenges: [],
      isPassiveAllowed: false,
      freshMs: 120_000,
      light: [],
    });
    expect(await submit(backend, submission)).toEqual({
      submissionId: SESSION.sessionId,
      nextAction: 'EXIT',
      decided: true,
      passed: true,
      reasonCode: '',
      attemptsLeft: 0,
      messages: [],
      retryAfterMs: null,
    });
    expect(calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'POST /base/v1/biometrics/liveness/liveness_session_1/capture',
      'PUT /base/v1/biometrics/liveness/liveness_session_1/capture',
    ]);
    expect(calls.every(({ authorization }) => authorization === 'Bearer capture-token')).toBe(true);
    const [begun, sent] = calls.map(({ body }) => body);
    const publicKey = (begun as { public_key: string }).public_key;
    const { evidence, images, version } = sent as SerialisedCapture;
    expect(version).toBe(1);
    expect(Buffer.from(images.SELFIE ?? '', 'base64').equals(PICTURE.bytes)).toBe(true);
    const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(publicKey, 'base64url').toString('base64')}\n-----END PUBLIC KEY-----`;
    const { payload } = await compactVerify(evidence, await importSPKI(pem, 'ES256'));
    expect(JSON.parse(new TextDecoder().decode(payload)) as EvidencePayload).toMatchObject({
      nonce: 'n-1',
      submissionId: SESSION.sessionId,
      images: { SELFIE: PICTURE.sha256 },
    });
  });

  it('asks for a session for each attempt, and counts the attempts', async () => {
    let started = 0;
    const { backend, calls } = open(
      [
        { status: 'completed', outcome: 'not_live' },
        { status: 'completed', outcome: 'unusable' },
      ],
      {
        maxAttempts: 2,
        session: () => Promise.resolve({ sessionId: `s-${(started += 1)}`, captureToken: `t-${started}` }),
      },
    );
    // A session that ends before a selfie uses no attempt.
    expect((await backend.begin({ signal })).attemptsLeft).toBe(2);
    const first = await backend.begin({ signal });
    expect(first).toMatchObject({ submissionId: 's-2', attemptsLeft: 2 });
    expect(await submit(backend, first)).toMatchObject({
      nextAction: 'RETRY',
      reasonCode: 'NOT_LIVE',
      attemptsLeft: 1,
    });
    const second = await backend.begin({ signal });
    expect(second).toMatchObject({ submissionId: 's-3', attemptsLeft: 1 });
    expect(await submit(backend, second)).toMatchObject({
      nextAction: 'EXIT',
      decided: true,
      passed: false,
      reasonCode: 'INVALID_DOCUMENT',
      attemptsLeft: 0,
    });
    expect(calls.at(-1)?.authorization).toBe('Bearer t-3');
  });

  it('sends no picture when the device stopped a presentation attack', async () => {
    const { backend, calls } = open([{ status: 'completed', outcome: 'not_live' }]);
    await submit(backend, await backend.begin({ signal }), []);
    expect(calls.at(-1)?.body).toMatchObject({ images: {} });
    expect(JSON.stringify(calls.at(-1)?.body)).not.toContain('SELFIE');
  });

  it('retries after a lost answer', { timeout: 30_000 }, async () => {
    const { backend, calls } = open(['lost', 503]);
    expect(await submit(backend, await backend.begin({ signal }))).toMatchObject({ passed: true });
    expect(calls.filter(({ method }) => method === 'PUT')).toHaveLength(3);
  });

  it('polls until there is a verdict', async () => {
    const { backend } = open([{ status: 'processing' }, { status: 'failed' }]);
    const submission = await backend.begin({ signal });
    expect(await submit(backend, submission)).toMatchObject({ nextAction: 'STATUS', decided: false });
    expect(await backend.status(submission.submissionId, { signal })).toMatchObject({
      nextAction: 'EXIT',
      decided: false,
      reasonCode: 'VERIFICATION_FAILED',
    });
  });

  it('names failures by the family’s code, and quotes nothing from the request', async () => {
    const { backend } = open([409]);
    const error = await failureOf(submit(backend, await backend.begin({ signal })));
    expect(error).toMatchObject({ code: 'api-rejected', detail: 'CONFLICT' });
    expect(JSON.stringify(error)).not.toContain('capture-token');
    const other = open([{ status: 'done' }]);
    expect(await failureOf(submit(other.backend, await other.backend.begin({ signal })))).toMatchObject({
      code: 'api-malformed',
    });
    const none = open([], { session: () => Promise.reject(new Error('capture-token')) });
    const unstarted = await failureOf(none.backend.begin({ signal }));
    expect(unstarted).toMatchObject({ code: 'api-failed', detail: 'SESSION_NOT_STARTED' });
    expect(JSON.stringify(unstarted)).not.toContain('capture-token');
  });
});
