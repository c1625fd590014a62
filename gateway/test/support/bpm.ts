/** Tokens of a bank's identity provider and calls of the BPM self-service commands, for tests. */
import { SignJWT } from 'jose';
import { livePerson } from './fake-engine.ts';
import {
  call,
  type ConfigOverrides,
  type Headed,
  jpeg,
  type Reachable,
  testConfig,
  type TestGateway,
} from './harness.ts';

export const ISSUER = 'https://id.bank.example.com';
export const AUDIENCE = 'lifesign';
export const SECRET = 'a-secret-of-the-identity-provider-for-tests';

export const bpmConfig = (overrides: ConfigOverrides = {}) =>
  testConfig({ bpm: { issuer: ISSUER, audience: AUDIENCE, secret: SECRET, evidence: 'preferred' }, ...overrides });

export interface TokenOptions {
  readonly roles?: readonly string[] | string;
  readonly sub?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly secret?: string;
  readonly expiresIn?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
}

export const tokenOf = (options: TokenOptions = {}): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ roles: options.roles ?? ['customer'], ...options.claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(options.sub ?? '1234')
    .setIssuer(options.issuer ?? ISSUER)
    .setAudience(options.audience ?? AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + (options.expiresIn ?? 86_400))
    .sign(new TextEncoder().encode(options.secret ?? SECRET));
};

export const JANE = {
  email: 'customer@example.com',
  user_id2: 'USR-00001234',
  given_name: 'Jane',
  family_name: 'Doe',
  name: 'Jane Doe',
  pre_registration_id: 77,
} as const;

export interface BpmAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { readonly data: Record<string, unknown> };
}

/** One command with a bearer token; null sends none. */
export const command = async (
  gateway: Reachable,
  name: string,
  token: string | null,
  body: unknown = {},
  headers: Headed = {},
): Promise<BpmAnswer> => {
  const authorization: Headed = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await call(
    gateway,
    'POST',
    `/api/BPMSelfService/commands/${name}`,
    { ...authorization, ...headers },
    body,
  );
  return answer as unknown as BpmAnswer;
};

/** The request of the documentation, which shortens the picture. */
export const example = (sessionId: string, imageBase64: string) => ({
  sessionId,
  isSuccessful: true,
  imageBase64,
  imagePath: '/uploads/liveness/abc123.jpg',
  metadata: {
    timestamp: 1742680800000,
    completedAt: '2026-03-22T14:00:00Z',
    verificationResult: true,
    sessionDuration: 4200,
    lightingValue: 0.93,
    challengeCount: 3,
    completedChallenges: ['BLINK', 'SMILE', 'TURN_LEFT'],
    challenges: ['BLINK', 'SMILE', 'TURN_LEFT'],
    finalCapture: { verificationResult: true, sessionDuration: 1100, lightingValue: 0.95 },
  },
  imageMetadata: { verificationResult: true, sessionDuration: 900, lightingValue: 0.91 },
});

export const FAILED = {
  isSuccessful: false,
  metadata: {
    verificationResult: false,
    sessionDuration: 8000,
    lightingValue: 0.42,
    challengeCount: 3,
    completedChallenges: ['BLINK'],
  },
};

let seed = 0;
/** Returns a picture that no other test of the file has sent. */
export const picture = async (): Promise<string> => {
  seed += 1;
  return Buffer.from(await jpeg(480, 640 + (seed % 50) * 2, Math.floor(seed / 50))).toString('base64');
};

export const notLive: TestGateway['engine']['answer'] = (input) => {
  const result = livePerson(input);
  return { ...result, liveness: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' } };
};
