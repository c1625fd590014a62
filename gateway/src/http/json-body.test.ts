import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { jsonBody } from './json-body.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const answerTo = async (
  body: string | null,
  { type = JSON_TYPE, mayBeEmpty = false }: { type?: Record<string, string>; mayBeEmpty?: boolean } = {},
): Promise<string> => {
  const app = new Hono();
  app.onError((error, c) => c.text(error.message));
  app.post('/', ...jsonBody({ maxSize: 50_000, mayBeEmpty }, (fault) => new Error(fault)), async (c) =>
    c.text(`read ${JSON.stringify(await c.req.json())}`),
  );
  return (await app.request('/', { method: 'POST', headers: type, body })).text();
};

test('JSON passes, with any parameters of its content type', async () => {
  expect(await answerTo('{"a":[1]}')).toBe('read {"a":[1]}');
  expect(await answerTo('{}', { type: { 'content-type': 'Application/JSON; charset=utf-8' } })).toBe('read {}');
});

test('another content type, invalid JSON and too long a body do not', async () => {
  expect(await answerTo('{}', { type: { 'content-type': 'text/plain' } })).toBe('not-called-json');
  // With this content type, the validation after it would see an empty body.
  expect(await answerTo('{}', { type: { 'content-type': 'application/json-seq' } })).toBe('not-called-json');
  expect(await answerTo('{')).toBe('not-json');
  expect(await answerTo('')).toBe('not-json');
  expect(await answerTo(`"${'a'.repeat(50_000)}"`)).toBe('too-long');
});

const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

test('a body with too many brackets is refused before it is parsed', async () => {
  expect(await answerTo(nested(4000))).toMatch(/^read/);
  expect(await answerTo(nested(4096))).toBe('not-json');
  expect(await answerTo(`[${'{},'.repeat(4096)}{}]`)).toBe('not-json');
});

test('where allowed, a missing body is an empty object, with any content type', async () => {
  expect(await answerTo(null, { mayBeEmpty: true, type: {} })).toBe('read {}');
  expect(await answerTo(' ', { mayBeEmpty: true })).toBe('read {}');
  expect(await answerTo('', { mayBeEmpty: true, type: { 'content-type': 'text/plain' } })).toBe('read {}');
  expect(await answerTo('{"a":1}', { mayBeEmpty: true, type: {} })).toBe('not-called-json');
});
