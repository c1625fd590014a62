/** Bearer tokens of an external authorization server: issuer, signature by its JWKS, audience, expiry, roles. */
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Unavailable } from '../unavailable.ts';
import type { Clock } from '../clock.ts';
import { createKeySet } from './key-set.ts';
import { verifyJwt } from './verify-jwt.ts';

export interface ResourceServerSettings {
  readonly issuerUri: string;
  /** Default: from the issuer's discovery document. */
  readonly jwksUri?: string | undefined;
  /** One of them must be in `aud`; empty: not checked. */
  readonly audiences: readonly string[];
  readonly rolesClaimName: string;
}

export interface BearerCaller {
  readonly name: string;
  readonly roles: readonly string[];
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const DISCOVERY_MS = 5000;

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** Null for an invalid token; rejects with `Unavailable` when the authorization server cannot be reached. */
export const createResourceServer = (
  { issuerUri, jwksUri, audiences, rolesClaimName }: ResourceServerSettings,
  clock: Clock,
): ((token: string) => Promise<BearerCaller | null>) => {
  let keys: Promise<JWTVerifyGetKey> | null = null;

  const keySet = (): Promise<JWTVerifyGetKey> => {
    keys ??= (jwksUri === undefined ? discover(issuerUri) : Promise.resolve(jwksUri))
      .then((uri) => createKeySet(uri))
      .catch((error: unknown) => {
        keys = null;
        throw new Unavailable('The authorization server cannot be reached', { cause: error });
      });
    return keys;
  };

  const rules = {
    issuer: issuerUri,
    algorithms: ALGORITHMS,
    requiredClaims: ['exp'],
    ...(audiences.length === 0 ? {} : { audience: [...audiences] }),
  };

  return async (token) => {
    const payload = await verifyJwt(token, await keySet(), rules, clock);
    if (payload === null) {
      return null;
    }
    const roles = z.union([z.array(z.string()), z.string().transform((text) => text.split(' '))]);
    return { name: payload.sub ?? 'unknown', roles: roles.safeParse(payload[rolesClaimName]).data ?? [] };
  };
};

const discover = async (issuerUri: string): Promise<string> => {
  const url = `${issuerUri.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(DISCOVERY_MS) });
  const { issuer, jwks_uri: uri } = discoverySchema.parse(await response.json());
  if (issuer !== issuerUri) {
    throw new Error(`The discovery document is of another issuer: ${issuer}`);
  }
  return uri;
};
