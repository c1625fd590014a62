import { z } from 'zod';

/** Requests per minute and the burst that is allowed on top of an even pace. */
const rateSchema = z.strictObject({ perMinute: z.number().positive(), burst: z.number().int().positive() });

export const rateLimitsSchema = z.strictObject({
  /** By address: token endpoints, where a caller may be guessing. */
  authentication: rateSchema.default({ perMinute: 60, burst: 30 }),
  /** By client: server-to-server calls. */
  partner: rateSchema.default({ perMinute: 1200, burst: 200 }),
  /** By partner session: the calls of one launch. */
  session: rateSchema.default({ perMinute: 120, burst: 60 }),
  /** By address: uploads and image reads, which carry a signature instead of a token. */
  content: rateSchema.default({ perMinute: 240, burst: 60 }),
});

export type Rate = z.infer<typeof rateSchema>;
export type RateLimits = z.infer<typeof rateLimitsSchema>;

/** Milliseconds between two requests at an even pace. */
export const msBetween = ({ perMinute }: Rate): number => 60_000 / perMinute;

/** For `Retry-After`. */
export const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));
