import { expect, test } from 'vitest';
import { parseHandoffLink } from './handoff-link.ts';

test.each([
  ['#/handoff-v1?code=abc_-1&language=zh-Hans', { code: 'abc_-1', language: 'zh-Hans' }],
  ['#/handoff-v1?code=abc', { code: 'abc', language: undefined }],
  ['#/handoff-v1?language=en', null],
  ['#/handoff-v2?code=abc', null],
  ['#code=abc', null],
  ['', null],
])('%s', (fragment, parts) => {
  expect(parseHandoffLink(fragment)).toEqual(parts);
});
