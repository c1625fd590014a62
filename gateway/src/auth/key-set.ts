/** The public keys of somebody else's identity provider, fetched when they are needed and kept for ten minutes. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { Unavailable } from '../unavailable.ts';

/** What says something about the token; everything else says that the keys could not be had. */
const ABOUT_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

const TIMEOUT_MS = 5000;

/**
 * Rejects with `Unavailable` while they cannot be fetched. A key that is not among them is asked for anew, every 30 s at
 * most: a rotation is followed, and a flood of forged tokens is not passed on.
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
