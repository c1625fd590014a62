import type { Partner } from './config.ts';

export const isAllowedOrigin = (allowed: readonly string[], origin: string): boolean =>
  allowed.includes('*') || allowed.includes(origin);

/** A preflight has no token, so it is answered for every origin that any partner allows; the call itself is stricter. */
export const isOriginOfAnyone = (partners: Iterable<Partner>, origin: string): boolean => {
  for (const { pageOrigins } of partners) {
    if (isAllowedOrigin(pageOrigins, origin)) {
      return true;
    }
  }
  return false;
};
