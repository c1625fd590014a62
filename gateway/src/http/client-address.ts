import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { isIP } from 'node:net';

/**
 * The address to count requests by. `trustedProxies` is the number of proxies of ours in front: the address that the
 * outermost of them saw is believed, nothing further left in the header is.
 */
export const clientAddress = (context: Context, trustedProxies: number): string => {
  if (trustedProxies > 0) {
    const chain = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    const address = chain.at(-trustedProxies) ?? '';
    if (isIP(address) !== 0) {
      return address;
    }
  }
  return socketAddress(context) ?? 'unknown';
};

/** Absent when the app is called without a socket, as tests do. */
const socketAddress = (context: Context): string | undefined => {
  try {
    return getConnInfo(context).remote.address;
  } catch {
    return undefined;
  }
};
