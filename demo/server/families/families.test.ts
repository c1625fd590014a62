/** The partner's side of each family, against a real gateway, with the SDK's own clients instead of the page. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { livePerson } from '../../../gateway/test/support/fake-engine.ts';
import type { Backend, SubmissionOutcome } from '../../../src/client/backend.ts';
import { bpmSelfService, eVerify, livenessCheckProxy } from '../../../src/client/families.ts';
import { launchWithProvider } from '../../../src/launch-with-provider.ts';
import { type DemoServers, MODEL, startDemoServers } from '../testing.ts';
import type { FamilyKnowledge } from '../../family-knowledge.ts';

const { signal } = new AbortController();

let servers: DemoServers;

const post = (path: string, body: unknown = {}): Promise<Response> =>
  fetch(`${servers.partner}/api/families/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const told = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await post(path, body);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
};

const knows = async (family: string, id: string): Promise<FamilyKnowledge> =>
  (await (await fetch(`${servers.partner}/api/families/${family}/${id}`)).json()) as FamilyKnowledge;

interface Opened {
  readonly correlationId: string;
  readonly baseUrl: string;
  readonly userId: string;
}

const OPEN = {
  'bpm': async () => {
    const { correlationId, baseUrl } = await told<Opened>('bpm');
    const token = async () => (await told<{ token: string }>(`bpm/${correlationId}/token`)).token;
    return { id: correlationId, backend: bpmSelfService({ baseUrl, token }) };
  },
  'e-verify': async (outcome?: string) => {
    const { correlationId, baseUrl } = await told<Opened>('e-verify', { outcome });
    const session = () => told<{ sessionId: string; captureToken: string }>(`e-verify/${correlationId}/session`);
    return { id: correlationId, backend: eVerify({ baseUrl, session }) };
  },
  'lcp': async () => {
    const { correlationId, baseUrl, userId } = await told<Opened>('lcp');
    return { id: correlationId, backend: livenessCheckProxy({ baseUrl, userId }) };
  },
} as const;

/** Each capture has other pixels, as from a camera: the gateway refuses a picture that was used before. */
let captures = 0;

const submit = async (backend: Backend): Promise<SubmissionOutcome> => {
  captures += 1;
  // A JPEG may have any bytes after its end.
  const bytes = new Uint8Array([...servers.picture, captures]);
  const submission = await backend.begin({ signal });
  return backend.submit({
    submission,
    images: [{ type: 'SELFIE', bytes, sha256: createHash('sha256').update(bytes).digest('hex') }],
    verdict: 'live',
    evidence: {
      sdkVersion: '0.1.0',
      device: { verdict: 'live', score: 0.9, signals: {}, frames: 30, windowMs: 1200 },
      injection: {},
      models: { liveness: MODEL },
      selfTest: { backend: 'wasm', passed: true, maxError: 0 },
      capturedAt: Date.now(),
    },
    signal,
  });
};

const attack = (): void => {
  servers.engine.answer = (input) => ({
    ...livePerson(input),
    liveness: { score: 0.03, threshold: 0.5, result: false, version: 'fake@000000000000' },
  });
};

describe('with the engine', () => {
  beforeAll(async () => {
    servers = await startDemoServers();
  }, 300_000);

  afterAll(() => servers.stop());

  beforeEach(() => {
    servers.engine.answer = livePerson;
  });

  it.each([
    ['bpm', 'HasCompletedLivenessCheck true', 'HasCompletedLivenessCheck false'],
    ['e-verify', 'completed, is_live true, liveness_score 97', 'completed, is_live false, liveness_score 3'],
    ['lcp', 'ACCEPTED', 'REJECTED'],
  ] as const)(
    '%s: a presentation attack is refused and the next attempt passes, in the family’s terms',
    async (family, yes, no) => {
      const { id, backend } = await OPEN[family]();
      expect(await knows(family, id)).toMatchObject({ passed: null });
      attack();
      expect(await submit(backend)).toMatchObject({ passed: false, nextAction: 'RETRY', reasonCode: 'NOT_LIVE' });
      expect(await knows(family, id)).toMatchObject({ standing: no, passed: false });
      servers.engine.answer = livePerson;
      expect(await submit(backend)).toMatchObject({ passed: true });
      const { standing, passed, answers, review } = await knows(family, id);
      expect({ standing, passed }).toEqual({ standing: yes, passed: true });
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(review).toMatch(new RegExp(`^family=${family}&(userId|reference)=[\\w-]+$`));
    },
  );

  it('gives the page no secret, only what each family allows in a customer’s page', async () => {
    const bpm = await told<Opened>('bpm');
    const { token } = await told<{ token: string }>(`bpm/${bpm.correlationId}/token`);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    expect(claims).toMatchObject({ roles: ['customer'], sub: expect.stringMatching(/^\d{10}$/) });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(120);
    const everything = JSON.stringify([
      bpm,
      await told('e-verify'),
      await told('lcp'),
      await (await fetch(`${servers.partner}/api/families`)).json(),
      await knows('bpm', bpm.correlationId),
    ]);
    expect(everything).not.toMatch(/ev_(live|test)_|demo-bpm-secret|lifesign-demo"|eyJ/);
  });

  it('calls the proxy for the visitor, whatever name the page sends', async () => {
    const { correlationId, userId } = await told<Opened>('lcp');
    const { reference } = await told<{ reference: string }>(`lcp/${correlationId}/liveness/init`, {
      userId: 'another',
    });
    const refused = await post(`lcp/${correlationId}/liveness/verify`, {
      userId: 'another',
      livenessRecord: { reference, image: Buffer.from('no capture').toString('base64') },
    });
    expect(await refused.json()).toMatchObject({ status: 'ERROR', responseObject: { code: expect.any(String) } });
    const { answers } = await knows('lcp', correlationId);
    expect(JSON.stringify(answers.at(-1)?.body)).toContain('"message"');
    expect((await knows('lcp', correlationId)).review).toBe(`family=lcp&userId=${userId}`);
  });

  it.each(['test-spoof', 'test-live'])('plays %s with the test key', async (outcome) => {
    const { id, backend } = await OPEN['e-verify'](outcome);
    const isLive = outcome === 'test-live';
    expect(await submit(backend)).toMatchObject({ passed: isLive });
    expect(await knows('e-verify', id)).toMatchObject({ passed: isLive, review: null });
  });

  it.each([
    ['e-verify', { outcome: 'admin' }],
    ['e-verify', { outcome: 7 }],
    ['lcp', { outcome: 'mock-rejected' }],
  ])('refuses to open %s with %j', async (family, wishes) => {
    expect((await post(family, wishes)).status).toBe(400);
  });

  it.each(['bpm/x/token', 'e-verify/x/session', 'lcp/x/liveness/init', 'lcp/x/liveness/verify'])(
    'rejects an unknown visit at %s',
    async (path) => {
      expect((await post(path)).status).toBe(404);
    },
  );

  it.each(['bpm', 'e-verify', 'lcp'])('does not reveal another visitor’s result of %s', async (family) => {
    expect((await fetch(`${servers.partner}/api/families/${family}/x`)).status).toBe(404);
  });
});

describe('with the mock provider behind the proxy', () => {
  beforeAll(async () => {
    servers = await startDemoServers('mock');
  }, 300_000);

  afterAll(() => servers.stop());

  it.each([
    ['mock-accepted', 'ACCEPTED', true],
    ['mock-rejected', 'REJECTED', false],
    ['mock-verification-error', 'VERIFICATION_ERROR', null],
  ])('%s ends with %s, and no picture is sent', async (outcome, standing, passed) => {
    const { correlationId, baseUrl, userId } = await told<Opened>('lcp', { outcome });
    const started: unknown[] = [];
    const captureWithProvider = async ({ reference }: { reference: string | null }) => {
      started.push(reference);
      return {};
    };
    await launchWithProvider({ baseUrl, userId, correlationId, captureWithProvider });
    expect(started).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(await knows('lcp', correlationId)).toMatchObject({ standing, passed });
    expect(servers.engine.calls).toEqual([]);
  });
});
