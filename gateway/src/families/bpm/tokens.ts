/** Bearer tokens of the bank's identity provider: user and roles. Knows nothing of requests. */
import type { JWTPayload } from 'jose';
import type { BpmConfig } from './config.ts';
import { longText, parseExactly } from '../../http/long.ts';
import type { Clock } from '../../clock.ts';
import { createKeySet } from '../../auth/key-set.ts';
import { verifyJwt } from '../../auth/verify-jwt.ts';

export interface BpmProfile {
  readonly emailAddress: string | null;
  readonly userId2: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly middleName: string | null;
  readonly displayName: string | null;
}

export interface BpmCaller {
  /** `sub`, for the audit record. */
  readonly subject: string;
  /** Null when the token names no positive whole number: fine for an administrator, not for a customer. */
  readonly userId: string | null;
  readonly preRegistrationId: string | null;
  readonly isCustomer: boolean;
  readonly isAdmin: boolean;
  readonly profile: BpmProfile;
}

export type ReadBpmToken = (token: string) => Promise<BpmCaller | null>;

const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'];

/** Null for anything that is not a valid token. Rejects with `Unavailable` when the issuer's keys cannot be fetched. */
export const createBpmTokens = (config: BpmConfig, clock: Clock): ReadBpmToken => {
  const secret = new TextEncoder().encode(config.secret ?? '');
  const key = config.jwksUrl === undefined ? secret : createKeySet(config.jwksUrl);
  const rules = {
    // A key set must never be used as a shared secret, nor a shared secret as a key.
    algorithms: config.jwksUrl === undefined ? ['HS256'] : ASYMMETRIC,
    issuer: config.issuer,
    ...(config.audience === undefined ? {} : { audience: config.audience }),
    requiredClaims: ['exp', 'sub'],
  };
  return async (token) => {
    const payload = await verifyJwt(token, key, rules, clock);
    return payload === null ? null : callerOf(config, payload, exactClaims(token));
  };
};

const callerOf = (config: BpmConfig, payload: JWTPayload, exact: Readonly<Record<string, unknown>>): BpmCaller => {
  const roles = rolesOf(payload[config.rolesClaim]);
  const text = (name: string): string | null => {
    const value = payload[name];
    return typeof value === 'string' && value.length <= 320 ? value : null;
  };
  const { emailAddress, userId2, firstName, lastName, middleName, displayName } = config.profileClaims;
  return {
    subject: String(payload.sub),
    userId: longText(exact[config.userIdClaim]),
    preRegistrationId: longText(exact[config.preRegistrationIdClaim]),
    isCustomer: roles.includes(config.customerRole),
    isAdmin: roles.includes(config.adminRole),
    profile: {
      emailAddress: text(emailAddress),
      userId2: text(userId2),
      firstName: text(firstName),
      lastName: text(lastName),
      middleName: text(middleName),
      displayName: text(displayName),
    },
  };
};

/** Parses the claims of a verified token again, with exact longs: as numbers they would lose digits. */
const exactClaims = (token: string): Readonly<Record<string, unknown>> =>
  parseExactly(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Readonly<Record<string, unknown>>;

/** A list, or one string separated by spaces, like `scope`. */
const rolesOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) {
    return value.filter((role) => typeof role === 'string');
  }
  return typeof value === 'string' ? value.split(' ') : [];
};
