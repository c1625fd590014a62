/** Keys of server-to-server callers: made here, shown once, and known from then on by their hash. */
import { createHash, randomBytes } from 'node:crypto';

export type ApiKeyMode = 'live' | 'test';

const FORM = /^ev_(live|test)_[\w-]{16,128}$/;

/** 256 random bits, so one SHA-256 is enough at rest: there is no dictionary to try. */
export const createApiKey = (mode: ApiKeyMode): string => `ev_${mode}_${randomBytes(32).toString('base64url')}`;

export const hashApiKey = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex');

/** What the prefix says; null for anything that cannot be a key. */
export const apiKeyMode = (key: string): ApiKeyMode | null => {
  const mode = FORM.exec(key)?.[1];
  return mode === 'live' || mode === 'test' ? mode : null;
};
