import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { isGenuine } from './callback.ts';

const SECRET = 'a-secret-for-these-tests';
const NOW = 1_800_000_000_000;
const timestamp = String(NOW / 1000);
const rawBody = '{"result":"VALID"}';
const signature = `sha256=${createHmac('sha256', SECRET).update(`${timestamp}.${rawBody}`).digest('hex')}`;
const genuine = { rawBody, timestamp, signature };

it('accepts a valid signature within five minutes either way', () => {
  expect(isGenuine(genuine, SECRET, NOW)).toBe(true);
  expect(isGenuine(genuine, SECRET, NOW + 299_000)).toBe(true);
  expect(isGenuine(genuine, SECRET, NOW - 299_000)).toBe(true);
});

it.each([
  ['another body', { ...genuine, rawBody: '{"result":"INVALID"}' }, NOW],
  ['another time', { ...genuine, timestamp: String(NOW / 1000 + 1) }, NOW],
  ['a replay', genuine, NOW + 301_000],
  ['a message from the future', genuine, NOW - 301_000],
  ['no signature', { ...genuine, signature: undefined }, NOW],
  ['a shorter signature', { ...genuine, signature: signature.slice(0, -2) }, NOW],
  ['no time', { ...genuine, timestamp: undefined }, NOW],
  ['a time that is not a number', { ...genuine, timestamp: 'now' }, NOW],
])('refuses %s', (_name, callback, now) => {
  expect(isGenuine(callback, SECRET, now)).toBe(false);
});

it('refuses another secret', () => {
  expect(isGenuine(genuine, `${SECRET}!`, NOW)).toBe(false);
});
