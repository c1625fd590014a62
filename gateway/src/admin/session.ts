/** Who is signed in to the admin page: a signed token in a cookie that scripts cannot read. */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { CLOCK_SKEW_SECONDS, verifyJwtByAny } from '../auth/verify-jwt.ts';

const AUDIENCE = 'lifesign/admin';

export interface AdminSignIn {
  readonly name: string;
  /** Names this sign-in, for ending it. */
  readonly id: string;
  /** The token is invalid after this. */
  readonly expiresAt: Date;
}

export interface AdminSessions {
  issue(name: string): Promise<string>;
  /** Null for anything that is not a valid sign-in. Does not check whether it was ended. */
  read(token: string): Promise<AdminSignIn | null>;
}

const payloadSchema = z.object({ sub: z.string(), jti: z.uuid(), exp: z.number() });

/** Secrets of 32 bytes: signs with the first, reads by any. */
export const createAdminSessions = (
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  seconds: number,
  clock: Clock,
): AdminSessions => ({
  issue: (name) => {
    const now = Math.floor(clock.now().getTime() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setAudience(AUDIENCE)
      .setSubject(name)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(secrets[0]);
  },
  read: async (token) => {
    const rules = { algorithms: ['HS256'], audience: AUDIENCE, requiredClaims: ['exp', 'sub', 'jti'] };
    const parsed = payloadSchema.safeParse(await verifyJwtByAny(token, secrets, rules, clock));
    if (!parsed.success) {
      return null;
    }
    const { sub: name, jti: id, exp } = parsed.data;
    return { name, id, expiresAt: new Date((exp + 2 * CLOCK_SKEW_SECONDS) * 1000) };
  },
});
