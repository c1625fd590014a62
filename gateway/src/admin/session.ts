/** Who is signed in to the admin page: a signed token in a cookie that scripts cannot read. */
import { SignJWT } from 'jose';
import type { Clock } from '../clock.ts';
import { verifyJwt } from '../auth/verify-jwt.ts';

const AUDIENCE = 'lifesign/admin';

export interface AdminSessions {
  issue(name: string): Promise<string>;
  /** The name, or null for anything that is not a sign-in in force. */
  read(token: string): Promise<string | null>;
}

/** `secret`: 32 bytes. */
export const createAdminSessions = (secret: Uint8Array, seconds: number, clock: Clock): AdminSessions => ({
  issue: (name) => {
    const now = Math.floor(clock.now().getTime() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setAudience(AUDIENCE)
      .setSubject(name)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(secret);
  },
  read: async (token) => {
    const rules = { algorithms: ['HS256'], audience: AUDIENCE, requiredClaims: ['exp', 'sub'] };
    return (await verifyJwt(token, secret, rules, clock))?.sub ?? null;
  },
});
