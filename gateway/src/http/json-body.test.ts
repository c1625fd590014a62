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

test('JSON passes, with whatever is said behind its name', async () => {
  expect(await answerTo('{"a":[1]}')).toBe('read {"a":[1]}');
  expect(await answerTo('{}', { type: { 'content-type': 'Application/JSON; charset=utf-8' } })).toBe('read {}');
});

test('what is not called JSON, is none, or is too long does not', async () => {
  expect(await answerTo('{}', { type: { 'content-type': 'text/plain' } })).toBe('not-called-json');
  // By this name the validation behind would take it for an empty body.
  expect(await answerTo('{}', { type: { 'content-type': 'application/json-seq' } })).toBe('not-called-json');
  expect(await answerTo('{')).toBe('not-json');
  expect(await answerTo('')).toBe('not-json');
  expect(await answerTo(`"${'a'.repeat(50_000)}"`)).toBe('too-long');
});

const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

test('a body of nothing but brackets is refused before it unfolds', async () => {
  expect(await answerTo(nested(4000))).toMatch(/^read/);
  expect(await answerTo(nested(4096))).toBe('not-json');
  expect(await answerTo(`[${'{},'.repeat(4096)}{}]`)).toBe('not-json');
});

test('where that is allowed, no body at all is an empty one, whatever it is called', async () => {
  expect(await answerTo(null, { mayBeEmpty: true, type: {} })).toBe('read {}');
  expect(await answerTo(' ', { mayBeEmpty: true })).toBe('read {}');
  expect(await answerTo('', { mayBeEmpty: true, type: { 'content-type': 'text/plain' } })).toBe('read {}');
  expect(await answerTo('{"a":1}', { mayBeEmpty: true, type: {} })).toBe('not-called-json');
});
