/** Whether a completion callback comes from the gateway: HMAC over timestamp and raw body, and not from long ago. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Repeats come with a timestamp of their own, so this only has to cover clocks that differ. */
const MAX_AGE_SECONDS = 300;

export interface SignedCallback {
  /** Exactly the bytes that came, before any parsing. */
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
