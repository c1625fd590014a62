import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/**
 * The address to count requests by; of an IPv6 one the network, because every customer has 2^64 of them.
 * `trustedProxies` is the number of our own proxies in front: the address that the outermost of them saw is used,
 * entries further left in the header are ignored.
 */
export const clientAddress = (context: Context, trustedProxies: number): string =>
  clientNetwork(context, trustedProxies) ?? 'unknown';

/** The same; null when no trusted source gives it. */
export const clientNetwork = (context: Context, trustedProxies: number): string | null => {
  const address = clientIp(context, trustedProxies);
  return address === null ? null : networkOf(address);
};

/** The whole address, for records; null when no trusted source gives it. */
export const clientIp = (context: Context, trustedProxies: number): string | null => {
  if (trustedProxies > 0) {
    const chain = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    const address = chain.at(-trustedProxies) ?? '';
    if (isIP(address) !== 0) {
      return address;
    }
  }
  return socketAddress(context) ?? null;
};

const NETWORK_BYTES = 8;

const networkOf = (address: string): string => {
  if (!ipaddr.isValid(address)) {
    return address;
  }
  // An IPv4-mapped IPv6 address counts as IPv4: otherwise all of them would share one network.
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv4
    ? parsed.toString()
    : Buffer.from(parsed.toByteArray().slice(0, NETWORK_BYTES)).toString('hex');
};

/** Absent when the app is called without a socket, as tests do. */
const socketAddress = (context: Context): string | undefined => {
  try {
    return getConnInfo(context).remote.address;
  } catch {
    return undefined;
  }
};
