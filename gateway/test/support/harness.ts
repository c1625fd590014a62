/** A gateway in memory with a fake engine, and the calls that partner and SDK make, for tests. */
import { createHash, randomUUID } from 'node:crypto';
import { CompactSign, exportSPKI, generateKeyPair } from 'jose';
import {
  type EvidencePayload,
  HEADERS,
  type StatusData,
  type UploadUrlsData,
  type UserLocale,
} from 'lifesign/contract';
import sharp from 'sharp';
import type { DatabaseLocation } from '../../src/database/database.ts';
import { type Config, parseConfig } from '../../src/config.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../src/gateway.ts';
import { createLogger } from '../../src/http/logging.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';
import { migratedMemory } from './shared-databases.ts';

export const MODEL_HASH = 'a'.repeat(64);
export const MASTER_KEY = new Uint8Array(32).fill(7);
export const PASS_KEY = 'f0c0ffee-0000-4000-8000-000000000001';
export const CLIENT_ID = '00000000-0000-4000-8000-000000000001';
export const OTHER_PASS_KEY = 'f0c0ffee-0000-4000-8000-000000000002';
export const OTHER_CLIENT_ID = '00000000-0000-4000-8000-000000000002';
export const SANDBOX_PASS_KEY = 'f0c0ffee-0000-4000-8000-000000000003';
export const SANDBOX_CLIENT_ID = '00000000-0000-4000-8000-000000000003';
export const CALLBACK_SECRET = 'a-callback-secret-for-tests';

export const ONBOARDING = {
  STANDALONE_LIVENESS: 'TEST-SDK-COE_STANDALONE_LIVENESS',
  FACE_VERIFICATION: 'TEST-SDK-COE_FACE_VERIFICATION',
} as const;

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Ample limits, so that only the tests about them meet them. */
const OPEN = { perMinute: 1_000_000, burst: 1_000_000 };

const UNLIMITED = { user: { attempts: 0 }, address: { attempts: 0 }, launchKey: { attempts: 0 } };

export interface ConfigOverrides extends Readonly<Record<string, unknown>> {
  readonly policy?: Readonly<Record<string, unknown>>;
}

export const testConfig = ({ policy = {}, ...overrides }: ConfigOverrides = {}): Config =>
  parseConfig({
    hostedPageUrl: 'https://verify.example.com/hosted.html',
    // Most tests send one and the same picture, many times, by one key; those about reuse and velocity set it.
    policy: { imageReuseDays: 0, velocity: UNLIMITED, ...policy },
    rateLimits: { authentication: OPEN, partner: OPEN, session: OPEN, content: OPEN },
    partners: [
      {
        clientId: CLIENT_ID,
        name: 'Test',
        passKeySha256: [sha256(PASS_KEY)],
        onboardingPartners: [
          { id: ONBOARDING.STANDALONE_LIVENESS, flows: ['STANDALONE_LIVENESS'] },
          { id: ONBOARDING.FACE_VERIFICATION, flows: ['FACE_VERIFICATION'] },
        ],
        redirectOrigins: ['https://app.example.com'],
        allowedOrigins: ['https://app.example.com'],
        callback: {
          url: 'https://partner.example.com/callback',
          auth: { type: 'bearer', token: 'callback-token' },
          hmacSecret: CALLBACK_SECRET,
          retryDelaysSeconds: [0.1, 0.2],
        },
      },
      {
        clientId: OTHER_CLIENT_ID,
        name: 'Other',
        passKeySha256: [sha256(OTHER_PASS_KEY)],
        onboardingPartners: [{ id: 'OTHER-SDK-COE', flows: ['STANDALONE_LIVENESS'] }],
      },
      {
        clientId: SANDBOX_CLIENT_ID,
        name: 'Sandbox',
        passKeySha256: [sha256(SANDBOX_PASS_KEY)],
        sandbox: true,
        onboardingPartners: [{ id: 'SANDBOX-SDK-COE' }],
        policy: { deviceVerdict: 'report' },
      },
    ],
    ...overrides,
  });

export interface SentCallback {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  readonly at: number;
}

export interface TestGateway extends Gateway {
  readonly engine: FakeEngine;
  readonly callbacks: SentCallback[];
  /** HTTP status that the partner's callback endpoint answers with; throws when null. */
  callbackStatus: number | null;
  readonly logLines: string[];
  /** Reference image that the partner serves; null for none. */
  reference: Uint8Array | null;
  /** Moves the gateway's clock, milliseconds. */
  advance(ms: number): void;
}

export const startGateway = async (
  options: Partial<
    Pick<
      GatewayOptions,
      | 'config'
      | 'masterKeys'
      | 'database'
      | 'engine'
      | 'getReferenceImage'
      | 'derivePublicUrl'
      | 'challenges'
      | 'send'
      | 'models'
      | 'trustedProxies'
    >
  > = {},
): Promise<TestGateway> => {
  const engine = createFakeEngine();
  const state = {
    engine,
    callbacks: [] as SentCallback[],
    callbackStatus: 200 as number | null,
    logLines: [] as string[],
    reference: null as Uint8Array | null,
  };
  let skew = 0;
  const database: DatabaseLocation = options.database ?? (await migratedMemory());
  const gateway = await createGateway({
    config: options.config ?? testConfig(),
    database,
    masterKeys: options.masterKeys ?? [MASTER_KEY],
    engine: options.engine ?? engine,
    logger: createLogger('debug', { write: (line: string) => void state.logLines.push(line) }),
    models: options.models ?? new Map([['liveness', new Set([MODEL_HASH])]]),
    publicUrl: 'https://gateway.example.com',
    derivePublicUrl: options.derivePublicUrl ?? false,
    ...(options.challenges === undefined ? {} : { challenges: options.challenges }),
    trustedProxies: options.trustedProxies ?? 0,
    clock: { now: () => new Date(Date.now() + skew) },
    getReferenceImage:
      options.getReferenceImage ??
      (() =>
        Promise.resolve(
          state.reference === null
            ? { ok: false, failure: 'not-configured' }
            : { ok: true, bytes: state.reference, type: 'ktp' },
        )),
    send:
      options.send ??
      ((url, init) => {
        state.callbacks.push({
          url,
          method: init.method ?? 'GET',
          headers: new Headers(init.headers),
          body: typeof init.body === 'string' ? init.body : '',
          at: Date.now(),
        });
        return state.callbackStatus === null
          ? Promise.reject(new TypeError('connection refused'))
          : Promise.resolve(new Response('', { status: state.callbackStatus }));
      }),
  });
  await gateway.startWork();
  return Object.assign(state, gateway, {
    advance: (ms: number) => {
      skew += ms;
    },
  });
};

let picture: Promise<Uint8Array> | undefined;

/** A small valid JPEG; `seed` makes distinct bytes. */
export const jpeg = async (width = 480, height = 640, seed = 0): Promise<Uint8Array> => {
  const make = async (): Promise<Uint8Array> =>
    new Uint8Array(
      await sharp({ create: { width, height, channels: 3, background: { r: 90 + seed, g: 120, b: 150 } } })
        .jpeg()
        .toBuffer(),
    );
  if (width === 480 && height === 640 && seed === 0) {
    picture ??= make();
    return picture;
  }
  return make();
};

export interface Answer<T = Record<string, never>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly success: boolean; readonly data: T; readonly errors?: { code: string; cause: string }[] };
}

export type Headed = Readonly<Record<string, string>>;

/** A gateway that can be called: an app in this process, or a process behind a port. */
export interface Reachable {
  readonly app: { request(path: string, init?: RequestInit): Response | Promise<Response> };
}

/** Headers of a body. With content-length, as every HTTP client sends it: the gateway reserves memory by it. */
export const sent = (headers: Headed, body: unknown): Pick<RequestInit, 'headers' | 'body'> => {
  if (body === undefined) {
    return { headers };
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  return { headers: { 'content-type': 'application/json', 'content-length': length, ...headers }, body: text };
};

/** One HTTP call, the answer parsed. */
export const call = async <T>(
  gateway: Reachable,
  method: string,
  path: string,
  headers: Headed = {},
  body?: unknown,
): Promise<Answer<T>> => {
  const response = await gateway.app.request(path, { method, ...sent(headers, body) });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer<T>['body'] };
};

export const partnerTokenOf = async (gateway: Reachable, clientId = CLIENT_ID, passKey = PASS_KEY): Promise<string> => {
  const { body } = await call<{ token: string }>(gateway, 'GET', '/v1/coe/partner/authentication', {
    [HEADERS.clientId]: clientId,
    [HEADERS.passKey]: passKey,
  });
  return body.data.token;
};

export interface Launch {
  readonly token: string;
  readonly partnerToken: string;
  readonly partnerSessionId: string;
  readonly sdkSessionId: string;
  readonly publicKey: string;
  readonly flow: 'STANDALONE_LIVENESS' | 'FACE_VERIFICATION';
  readonly headers: Headed;
  sign(payload: unknown): Promise<string>;
}

export interface PartnerLogin {
  readonly clientId: string;
  readonly passKey: string;
  readonly onboardingPartner: string;
}

const SANDBOX: PartnerLogin = {
  clientId: SANDBOX_CLIENT_ID,
  passKey: SANDBOX_PASS_KEY,
  onboardingPartner: 'SANDBOX-SDK-COE',
};

export interface LaunchOptions {
  readonly flow?: Launch['flow'];
  readonly userId?: string;
  readonly sandbox?: boolean;
  /** Default: the first partner of `testConfig`, or its sandbox. */
  readonly partner?: PartnerLogin;
  readonly partnerSessionId?: string;
  readonly locale?: UserLocale;
}

/** Everything up to the moment when the SDK is launched, with a launch key of its own. */
export const launch = async (gateway: Reachable, options: LaunchOptions = {}): Promise<Launch> => {
  const { flow = 'STANDALONE_LIVENESS', partnerSessionId = randomUUID(), sandbox = false } = options;
  const first = { clientId: CLIENT_ID, passKey: PASS_KEY, onboardingPartner: ONBOARDING[flow] };
  const { partner = sandbox ? SANDBOX : first } = options;
  const partnerToken = await partnerTokenOf(gateway, partner.clientId, partner.passKey);
  const initiated = await call<{ token: string }>(
    gateway,
    'POST',
    '/coe-partner/v1/initiate-flow',
    {
      [HEADERS.token]: partnerToken,
      [HEADERS.onboardingPartner]: partner.onboardingPartner,
      [HEADERS.partnerUserId]: options.userId ?? 'user-1',
      [HEADERS.partnerUserIdType]: 'TEST_ID',
      [HEADERS.partnerSessionId]: partnerSessionId,
    },
    { flow, source: 'SDK', additionalDetails: { userLocale: options.locale ?? 'en_ID' } },
  );
  if (initiated.status !== 200) {
    throw new Error(`initiate answered ${initiated.status} ${JSON.stringify(initiated.body)}`);
  }
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const pem = await exportSPKI(publicKey);
  const spki = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('base64url');
  const sdkSessionId = randomUUID();
  const token = initiated.body.data.token;
  return {
    token,
    partnerToken,
    partnerSessionId,
    sdkSessionId,
    publicKey: spki,
    flow,
    headers: {
      [HEADERS.token]: token,
      [HEADERS.partnerSessionId]: partnerSessionId,
      [HEADERS.sdkSessionId]: sdkSessionId,
      [HEADERS.publicKey]: spki,
    },
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey),
  };
};

export const begin = async (gateway: Reachable, of: Launch): Promise<Answer<UploadUrlsData>> =>
  call(gateway, 'GET', `/coe/v1/submissions/urls?submissionType=${of.flow}`, of.headers);

export const upload = (gateway: Reachable, url: string, bytes: Uint8Array): Promise<Response> => {
  const { pathname, search } = new URL(url);
  return Promise.resolve(
    gateway.app.request(`${pathname}${search}`, {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg', 'content-length': String(bytes.length) },
      body: new Uint8Array(bytes),
    }),
  );
};

export const evidenceFor = (
  begun: Pick<UploadUrlsData, 'submissionId' | 'nonce'>,
  images: EvidencePayload['images'],
  verdict: EvidencePayload['device']['verdict'] = 'live',
): EvidencePayload => ({
  version: 1,
  nonce: begun.nonce,
  submissionId: begun.submissionId,
  sdkVersion: '0.1.0',
  images,
  device: { verdict, score: verdict === 'live' ? 0.9 : 0.1, signals: { cnn: 0.9 }, frames: 30, windowMs: 1200 },
  injection: {
    virtualCameraLabel: false,
    cameraApiPatched: false,
    webdriver: false,
    settingsIncoherent: false,
    repeatedShare: 0,
  },
  models: { liveness: MODEL_HASH },
  selfTest: { backend: 'wasm', passed: true, maxError: 0.001 },
  capturedAt: Date.now(),
});

export const confirm = (
  gateway: Reachable,
  of: Launch,
  submissionId: string,
  evidence: string,
  more: object = {},
): Promise<Answer<{ submissionId: string; nextAction: string; uiMessages?: Record<string, unknown> }>> =>
  call(gateway, 'PUT', '/coe/v1/submissions/urls', of.headers, { submissionId, metadata: { evidence, ...more } });

export interface SubmitOptions {
  readonly verdict?: EvidencePayload['device']['verdict'];
  readonly both?: boolean;
  /** Default: a small one of one colour. */
  readonly selfie?: Uint8Array;
  /** Signed in place of an honest device's evidence. */
  readonly forge?: (honest: EvidencePayload) => unknown;
}

export interface Prepared {
  readonly submissionId: string;
  readonly confirm: () => ReturnType<typeof confirm>;
}

/** Begins and uploads one picture, as an honest SDK does before it confirms. */
export const prepare = async (gateway: Reachable, of: Launch, options: SubmitOptions = {}): Promise<Prepared> => {
  const { data } = (await begin(gateway, of)).body;
  const types = options.both === true ? (['SELFIE', 'ADDITIONAL_SELFIE'] as const) : (['SELFIE'] as const);
  const images: Partial<Record<(typeof types)[number], string>> = {};
  for (const type of types) {
    const bytes = type === 'SELFIE' ? (options.selfie ?? (await jpeg())) : await jpeg(480, 640, 1);
    const response = await upload(gateway, data.documents[type]?.documentUrl ?? '', bytes);
    if (response.status !== 200) {
      throw new Error(`upload answered ${response.status} ${await response.text()}`);
    }
    images[type] = sha256(bytes);
  }
  const { forge = (honest) => honest } = options;
  const evidence = await of.sign(forge(evidenceFor(data, images, options.verdict)));
  return {
    submissionId: data.submissionId,
    confirm: () => confirm(gateway, of, data.submissionId, evidence),
  };
};

export const submit = async (
  gateway: Reachable,
  of: Launch,
  options: SubmitOptions = {},
): Promise<{ submissionId: string; confirmed: Awaited<ReturnType<typeof confirm>> }> => {
  const prepared = await prepare(gateway, of, options);
  return { submissionId: prepared.submissionId, confirmed: await prepared.confirm() };
};

export const statusOf = (gateway: Reachable, of: Launch, submissionId: string) =>
  call<StatusData>(gateway, 'GET', `/coe/v1/submissions/${submissionId}/status`, of.headers);

/** Polls until the submission is finished. */
export const finished = async (gateway: Reachable, of: Launch, submissionId: string) => {
  const answer = await until(
    () => statusOf(gateway, of, submissionId),
    ({ body }) => body.data.status === 'COMPLETED' || body.data.status === 'ERROR',
  );
  return answer.body.data;
};

/** Repeats until the value is right; throws after `timeoutMs`. */
export const until = async <T>(
  read: () => T | Promise<T>,
  isRight: (value: T) => boolean,
  timeoutMs = 40_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (isRight(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not reached in ${timeoutMs} ms; last seen: ${JSON.stringify(value)?.slice(0, 2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
