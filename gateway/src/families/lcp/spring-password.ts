/** Stored passwords in the notation of the proxy's users: `{SHA-256}hex`, `{SHA-256}{salt}hex`, `{bcrypt}$2…`. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { compare } from 'bcryptjs';
import type { PasswordEncoder } from './config.ts';

const ENCODERS: ReadonlyMap<string, PasswordEncoder> = new Map([
  ['SHA-256', 'sha_256'],
  ['bcrypt', 'bcrypt'],
]);

/** The hash compared for an unknown name, at bcrypt's usual cost, so that response times reveal nothing. Matches no password. */
const NOBODY: Readonly<Record<PasswordEncoder, string>> = {
  sha_256: `{SHA-256}${'0'.repeat(64)}`,
  bcrypt: '{bcrypt}$2b$10$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
};

/** Takes as long as a wrong password of the default encoder does. */
export const matchNobody = async (given: string, fallback: PasswordEncoder): Promise<void> => {
  await matchesPassword(given, NOBODY[fallback], fallback);
};

/** `fallback`: the encoder of a password without a prefix. An unknown prefix matches nothing. */
export const matchesPassword = async (given: string, stored: string, fallback: PasswordEncoder): Promise<boolean> => {
  const prefix = /^\{([\w-]+)\}/.exec(stored);
  // A salt in braces looks like a prefix; only known names are prefixes.
  const named = ENCODERS.get(prefix?.[1] ?? '');
  const encoder = named ?? fallback;
  const encoded = named === undefined ? stored : stored.slice(prefix?.[0].length ?? 0);
  return encoder === 'bcrypt' ? compare(given, encoded) : matchesSha256(given, encoded);
};

/** With a salt, the digest is over the password and the salt in its braces. */
const matchesSha256 = (given: string, encoded: string): boolean => {
  const [, salt = '', hex = ''] = /^(\{[^{}]*\})?([0-9a-f]{64})$/i.exec(encoded) ?? [];
  const wanted = Buffer.from(hex, 'hex');
  const digest = createHash('sha256').update(`${given}${salt}`, 'utf8').digest();
  return wanted.length === digest.length && timingSafeEqual(wanted, digest);
};
