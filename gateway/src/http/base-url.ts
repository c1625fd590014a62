import type { Context } from 'hono';
import type { Deps } from '../deps.ts';

/** Where the caller reaches this gateway: as configured, else as it was just reached (a phone on the local network). */
export const baseUrlOf = (c: Context, deps: Pick<Deps, 'publicUrl' | 'derivePublicUrl'>): string =>
  derivedUrlOf(c, deps) ?? deps.publicUrl;

/** Null where an address is configured. */
export const derivedUrlOf = (c: Context, { derivePublicUrl }: Pick<Deps, 'derivePublicUrl'>): string | null =>
  derivePublicUrl ? new URL(c.req.url).origin : null;
