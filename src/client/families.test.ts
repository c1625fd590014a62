/** The backends of the other families against the real gateway in one process. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livePerson } from '../../gateway/test/support/fake-engine.ts';
import { jpeg, MODEL_HASH, startGateway, testConfig, type TestGateway } from '../../gateway/test/support/harness.ts';
import { newKey } from '../../gateway/test/support/e-verify.ts';
import { evidenceWith } from '../../testkit/evidence.ts';
import type { Backend, SubmissionOutcome, UploadImage } from './backend.ts';
import { bpmSelfService as loadedBpm } from './bpm/bpm.ts';
import { eVerify as loadedEVerify } from './e-verify/e-verify.ts';
import { bpmSelfService, eVerify, livenessCheckProxy } from './families.ts';
import { livenessCheckProxy as loadedLcp } from './lcp/liveness-check-proxy.ts';

const { signal } = new AbortController();
const BASE = 'https://gateway.example.com';

const EVIDENCE = evidenceWith({ models: { liveness: MODEL_HASH }, capturedAt: Date.now() });

let gateway: TestGateway;
let pictures: UploadImage[];

beforeAll(async () => {
  gateway = await startGateway({
    config: testConfig({ lcp: { provider: { type: 'lifesign' }, allowedOrigins: ['https://app.example.com'] } }),
  });
  pictures = await Promise.all(
    (['SELFIE', 'ADDITIONAL_SELFIE'] as const).map(async (type, seed) => {
      const bytes = new Uint8Array(await jpeg(480, 640, seed));
      return { type, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
});

afterAll(() => gateway.close(2000));

const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
  gateway.app.request(new Request(input, init));

const attempt = async (backend: Backend, images = pictures): Promise<SubmissionOutcome> => {
  const submission = await backend.begin({ signal });
  const verdict = images.length === 0 ? 'spoof' : 'live';
  const evidence = { ...EVIDENCE, device: { ...EVIDENCE.device, verdict } } as const;
  return backend.submit({ submission, images, verdict, evidence, signal });
};

const spoofOnce = async (run: () => Promise<SubmissionOutcome>): Promise<SubmissionOutcome> => {
  gateway.engine.answer = (input) => ({
    ...livePerson(input),
    liveness: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' },
  });
  try {
    return await run();
  } finally {
    gateway.engine.answer = livePerson;
  }
};

describe.each([
  [
    'eVerify',
    async (): Promise<Backend> => {
      const { key } = await newKey(gateway, 'acme');
      // Called by the partner's server.
      const session = async () => {
        const started = await gateway.app.request('/v1/biometrics/liveness/start', {
          method: 'POST',
          headers: { 'x-api-key': key, 'content-type': 'application/json' },
          body: JSON.stringify({ client_session_token: crypto.randomUUID() }),
        });
        const { session_id: sessionId } = (await started.json()) as { session_id: string };
        return { sessionId, captureToken: started.headers.get('x-lifesign-capture-token') ?? '' };
      };
      return eVerify({ baseUrl: BASE, session, fetch });
    },
  ],
  [
    'livenessCheckProxy',
    async (): Promise<Backend> =>
      livenessCheckProxy({ baseUrl: `${BASE}/liveness-check-proxy/`, userId: 'user1', fetch }),
  ],
] as const)('%s', (_name, create) => {
  it('a live person passes', async () => {
    const backend = await create();
    expect(await attempt(backend)).toMatchObject({ nextAction: 'EXIT', decided: true, passed: true, reasonCode: '' });
    expect(Object.keys(gateway.engine.calls.at(-1)?.images ?? {})).toEqual(['SELFIE', 'ADDITIONAL_SELFIE']);
  });

  it('a spoof may be retried, and the next attempt passes', async () => {
    const backend = await create();
    expect(await spoofOnce(() => attempt(backend))).toMatchObject({
      nextAction: 'RETRY',
      decided: true,
      passed: false,
      reasonCode: 'NOT_LIVE',
      attemptsLeft: 2,
    });
    expect(await attempt(backend)).toMatchObject({ passed: true, attemptsLeft: 1 });
  });

  it('a presentation attack that the device stopped is refused without a picture', async () => {
    const verified = gateway.engine.calls.length;
    expect(await attempt(await create(), [])).toMatchObject({ decided: true, passed: false, reasonCode: 'NOT_LIVE' });
    expect(gateway.engine.calls).toHaveLength(verified);
  });
});

describe('too many attempts over sessions', () => {
  let requests = 0;
  const refusing = async (): Promise<Response> => {
    requests += 1;
    const headers = { 'retry-after': '5', 'x-lifesign-reason': 'velocity-user' };
    return Response.json({ statusCode: '07', error: { code: 'rate_limited' } }, { status: 429, headers });
  };

  it.each<[string, Backend]>([
    ['BPM', bpmSelfService({ baseUrl: BASE, token: 't', fetch: refusing })],
    ['e-verify', eVerify({ baseUrl: BASE, session: { sessionId: 's-1', captureToken: 'c-1' }, fetch: refusing })],
    ['LCP', livenessCheckProxy({ baseUrl: BASE, userId: 'u', fetch: refusing })],
  ])('%s: told as such, and not tried again', async (_family, backend) => {
    requests = 0;
    await expect(backend.begin({ signal })).rejects.toMatchObject({ code: 'too-many-attempts', retryable: false });
    expect(requests).toBe(1);
  });
});

describe('a family that loads on demand', () => {
  const session = { sessionId: 's-1', captureToken: 'c-1' };

  it.each<[string, Backend, Backend]>([
    ['BPM', bpmSelfService({ baseUrl: BASE, token: 't' }), loadedBpm({ baseUrl: BASE, token: 't' })],
    [
      'e-verify',
      eVerify({ baseUrl: BASE, session: async () => session }),
      loadedEVerify({ baseUrl: BASE, session: async () => session }),
    ],
    ['LCP', livenessCheckProxy({ baseUrl: BASE, userId: 'u' }), loadedLcp({ baseUrl: BASE, userId: 'u' })],
  ])('before it is loaded, %s knows whether it may ask for challenges', (_family, late, loaded) => {
    expect(late.asksChallenges).toBe(loaded.asksChallenges ?? false);
  });
});
