import type { Context } from 'hono';
import type { Deps } from '../deps.ts';

/** The gateway's address for the caller: as configured, else that of the request (a phone on the local network). */
export const baseUrlOf = (c: Context, deps: Pick<Deps, 'publicUrl' | 'derivePublicUrl'>): string =>
  derivedUrlOf(c, deps) ?? deps.publicUrl;

/** Null where an address is configured. */
export const derivedUrlOf = (c: Context, { derivePublicUrl }: Pick<Deps, 'derivePublicUrl'>): string | null =>
  derivePublicUrl ? new URL(c.req.url).origin : null;
