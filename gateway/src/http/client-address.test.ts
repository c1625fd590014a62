import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

const addressOf = async (trustedProxies: number, forwardedFor?: string): Promise<string> => {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, trustedProxies)));
  const headers: HeadersInit = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return (await app.request('/', { headers })).text();
};

test('only the header entries of our own proxies count', async () => {
  expect(await addressOf(0, '203.0.113.9')).toBe('unknown');
  expect(await addressOf(1, '198.51.100.1, 203.0.113.9')).toBe('203.0.113.9');
  expect(await addressOf(2, '198.51.100.1, 203.0.113.9')).toBe('198.51.100.1');
  expect(await addressOf(1, 'nonsense')).toBe('unknown');
  expect(await addressOf(1)).toBe('unknown');
});

test('IPv6 addresses of one network count as one', async () => {
  const one = await addressOf(1, '2001:db8:0:1::1');
  expect(await addressOf(1, '2001:db8:0:1:ffff:ffff:ffff:ffff')).toBe(one);
  expect(await addressOf(1, '2001:db8:0:2::1')).not.toBe(one);
});

test('all spellings of an IPv4 address are one address, and no other', async () => {
  expect(await addressOf(1, '::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(await addressOf(1, '::ffff:203.0.113.8')).toBe('203.0.113.8');
});
