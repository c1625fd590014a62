/**
 * Partner and user tokens: both are sent in `x-onekyc-token`, neither can be used as the other (separate secret, audience
 * and shape). Issues and reads tokens; it knows nothing of requests or permissions.
 */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { SUPPORTED_FLOWS } from 'lifesign/contract';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { SigningKeys } from './keys.ts';
import { verifyJwtByAny } from './verify-jwt.ts';

const ISSUER = 'lifesign';
const PARTNER_AUDIENCE = 'lifesign/partner';
const USER_AUDIENCE = 'lifesign/user';
const CAPTURE_AUDIENCE = 'lifesign/capture';

const subjectSchema = z.object({ sub: z.string().min(1) });

const userClaimsSchema = z.object({
  clientId: z.string().min(1),
  onboardingPartner: z.string().min(1),
  userId: z.string().min(1),
  userIdType: z.string().min(1),
  /** Absent in tokens of the old format, which are not bound to one partner session. */
  session: z.object({ partnerSessionId: z.string().min(1), flow: z.enum(SUPPORTED_FLOWS) }).optional(),
  /** The hand-off by which a phone got this token. The token ends with the hand-off, and cannot make another one. */
  handoff: z.uuid().optional(),
  /** For the hosted page, which reads it from the token in the fragment. */
  launch: z.record(z.string(), z.unknown()).optional(),
});

export type UserClaims = z.infer<typeof userClaimsSchema>;

export interface IssuedToken {
  readonly token: string;
  readonly expirySeconds: number;
  /** Seconds since the Unix epoch. */
  readonly expiresAt: number;
}

export interface Tokens {
  issuePartnerToken(clientId: string, seconds: number): Promise<IssuedToken>;
  /** The client id, or null for anything that is not a valid partner token. */
  readPartnerToken(token: string): Promise<string | null>;
  issueUserToken(claims: UserClaims, seconds: number): Promise<IssuedToken>;
  readUserToken(token: string): Promise<UserClaims | null>;
  /** Permits one browser to capture for one session, and nothing else. */
  issueCaptureToken(sessionId: string, seconds: number): Promise<IssuedToken>;
  /** The session id, or null for anything that is not a valid capture token. */
  readCaptureToken(token: string): Promise<string | null>;
}

/** Signs with the first of `keys`; reads tokens of all. */
export const createTokens = (keys: SigningKeys, clock: Clock, older: readonly SigningKeys[] = []): Tokens => {
  const issue = async (
    secret: Uint8Array,
    audience: string,
    subject: string,
    claims: Record<string, unknown>,
    seconds: number,
  ): Promise<IssuedToken> => {
    const now = Math.floor(clock.now().getTime() / 1000);
    const expiresAt = now + seconds;
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(expiresAt)
      .sign(secret);
    return { token, expirySeconds: seconds, expiresAt };
  };

  const read = (token: string, purpose: keyof SigningKeys, audience: string): Promise<unknown> =>
    verifyJwtByAny(
      token,
      [keys, ...older].map((each) => each[purpose]),
      { algorithms: ['HS256'], issuer: ISSUER, audience, requiredClaims: ['exp', 'sub'] },
      clock,
    );

  return {
    issuePartnerToken: (clientId, seconds) => issue(keys.partnerToken, PARTNER_AUDIENCE, clientId, {}, seconds),
    issueUserToken: (claims, seconds) => issue(keys.userToken, USER_AUDIENCE, claims.userId, { ...claims }, seconds),
    readPartnerToken: async (token) => subjectOf(await read(token, 'partnerToken', PARTNER_AUDIENCE)),
    issueCaptureToken: (sessionId, seconds) => issue(keys.captureToken, CAPTURE_AUDIENCE, sessionId, {}, seconds),
    readCaptureToken: async (token) => subjectOf(await read(token, 'captureToken', CAPTURE_AUDIENCE)),
    readUserToken: async (token) => {
      const parsed = userClaimsSchema.safeParse(await read(token, 'userToken', USER_AUDIENCE));
      return parsed.success ? parsed.data : null;
    },
  };
};

const subjectOf = (payload: unknown): string | null => {
  const parsed = subjectSchema.safeParse(payload);
  return parsed.success ? parsed.data.sub : null;
};
