/** Verifies all signed tokens, ours and others': signature, claims, and times with a tolerance for clock skew. */
import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Clock } from '../clock.ts';

/** Tolerated clock skew of another machine: a token is valid this much earlier and later. */
export const CLOCK_SKEW_SECONDS = 60;

export interface JwtRules extends Pick<JWTVerifyOptions, 'issuer' | 'audience'> {
  readonly algorithms: string[];
  readonly requiredClaims: string[];
}

/** Null for an invalid token. Rejects with errors of `key` that do not concern the token. */
export const verifyJwt = async (
  token: string,
  key: Uint8Array | JWTVerifyGetKey,
  rules: JwtRules,
  clock: Clock,
): Promise<JWTPayload | null> => {
  const currentDate = clock.now();
  const getKey: JWTVerifyGetKey = typeof key === 'function' ? key : () => key;
  try {
    const { payload } = await jwtVerify(token, getKey, { ...rules, currentDate, clockTolerance: CLOCK_SKEW_SECONDS });
    return isFromTheFuture(payload, currentDate) ? null : payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) {
      return null;
    }
    throw error;
  }
};

/** The same with several keys, any of which may have signed it: a replaced key is accepted for as long as it is configured. */
export const verifyJwtByAny = async (
  token: string,
  keys: readonly Uint8Array[],
  rules: JwtRules,
  clock: Clock,
): Promise<JWTPayload | null> => {
  for (const key of keys) {
    const payload = await verifyJwt(token, key, rules, clock);
    if (payload !== null) {
      return payload;
    }
  }
  return null;
};

/** The library checks `nbf` and `exp` only. */
const isFromTheFuture = ({ iat }: JWTPayload, now: Date): boolean =>
  iat !== undefined && iat > Math.floor(now.getTime() / 1000) + CLOCK_SKEW_SECONDS;
