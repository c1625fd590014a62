import { z } from 'zod';

/** How the gateway authenticates its outgoing calls. */
export const outboundAuthSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('basic'), username: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal('bearer'), token: z.string().min(1) }),
  z.strictObject({ type: z.literal('apiKey'), header: z.string().min(1), value: z.string().min(1) }),
]);

export type OutboundAuth = z.infer<typeof outboundAuthSchema>;
