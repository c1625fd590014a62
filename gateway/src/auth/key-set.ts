/** The public keys of an external identity provider, fetched on demand and cached for ten minutes. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { Unavailable } from '../unavailable.ts';

/** Errors that concern the token; all others mean that the keys could not be fetched. */
const ABOUT_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

const TIMEOUT_MS = 5000;

/**
 * Rejects with `Unavailable` while they cannot be fetched. For an unknown key the set is fetched again, every 30 s at
 * most: that follows rotations and does not forward a flood of forged tokens.
 */
export const createKeySet = (url: string): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(url), { timeoutDuration: TIMEOUT_MS });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw ABOUT_THE_TOKEN.some((kind) => error instanceof kind)
        ? error
        : new Unavailable('The keys of the identity provider cannot be had', { cause: error });
    }
  };
};
