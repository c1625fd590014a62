import type { Context } from 'hono';
import type { Deps } from '../deps.ts';

/** Where the caller reaches this gateway: as configured, else as it was just reached (a phone on the local network). */
export const baseUrlOf = (
  c: Context,
  { publicUrl, derivePublicUrl }: Pick<Deps, 'publicUrl' | 'derivePublicUrl'>,
): string => (derivePublicUrl ? new URL(c.req.url).origin : publicUrl);
