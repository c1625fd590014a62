/** Verifies that a completion callback is from the gateway and recent: HMAC over timestamp and raw body. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Repeats have a new timestamp, so this only has to cover clock skew. */
const MAX_AGE_SECONDS = 300;

export interface SignedCallback {
  /** The received bytes, before any parsing. */
  readonly rawBody: string;
  /** `X-Timestamp`, seconds since the Unix epoch. */
  readonly timestamp: string | undefined;
  /** `X-Signature`, `sha256=` and lower-case hex. */
  readonly signature: string | undefined;
}

export const isGenuine = (
  { rawBody, timestamp, signature }: SignedCallback,
  secret: string,
  nowMs: number = Date.now(),
): boolean => {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) {
    return false;
  }
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > MAX_AGE_SECONDS) {
    return false;
  }
  const expected = Buffer.from(
    `sha256=${createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
};
