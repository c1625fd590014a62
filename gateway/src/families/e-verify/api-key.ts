/** Keys of server-to-server callers: generated here, shown once, then stored as a hash. */
import { randomBytes } from 'node:crypto';
import { sha256Of } from '../../crypto/sha256.ts';

export type ApiKeyMode = 'live' | 'test';

const FORM = /^ev_(live|test)_[\w-]{16,128}$/;

/** 256 random bits, so one SHA-256 is enough at rest: there is no dictionary to try. */
export const createApiKey = (mode: ApiKeyMode): string => `ev_${mode}_${randomBytes(32).toString('base64url')}`;

export const hashApiKey = (key: string): string => sha256Of(key);

/** Kind by the prefix; null for anything that cannot be a key. */
export const apiKeyMode = (key: string): ApiKeyMode | null => {
  const mode = FORM.exec(key)?.[1];
  return mode === 'live' || mode === 'test' ? mode : null;
};
