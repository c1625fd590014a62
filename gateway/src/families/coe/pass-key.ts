import { createHash, timingSafeEqual } from 'node:crypto';
import type { Partner } from './config.ts';

const sha256 = (value: string): Buffer => createHash('sha256').update(value, 'utf8').digest();

/** The hash compared for an unknown client, so that response times do not reveal which client ids exist. */
const NOBODY = sha256('nobody');

/**
 * The partner that owns this pair, or null. Pass keys are random 128-bit values, so one SHA-256 is enough at rest: there
 * is no dictionary to try.
 */
export const authenticatePartner = (
  partners: ReadonlyMap<string, Partner>,
  clientId: string,
  passKey: string,
): Partner | null => {
  const partner = partners.get(clientId);
  const given = sha256(passKey);
  const accepted = partner?.passKeySha256.map((hash) => Buffer.from(hash, 'hex')) ?? [NOBODY];
  let isMatch = false;
  for (const hash of accepted) {
    isMatch = timingSafeEqual(hash, given) || isMatch;
  }
  return isMatch && partner !== undefined ? partner : null;
};
