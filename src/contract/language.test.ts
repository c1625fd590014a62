import { expect, test } from 'vitest';
import { LANGUAGES, toLanguage } from './language.ts';

test.each([
  [null, 'id'],
  ['id', 'id'],
  ['id_ID', 'id'],
  ['in-ID', 'id'],
  ['en-US', 'en'],
  ['en_ID', 'en'],
  ['AR-eg', 'ar'],
  ['pt-BR', 'pt'],
  ['pt_PT', 'pt'],
  ['es-419', 'es'],
  ['fil', 'tl'],
  ['fil-PH', 'tl'],
  ['tl-PH', 'tl'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-Hans-SG', 'zh-Hans'],
  ['zh_TW', 'zh-Hans'],
  ['ur-Arab-PK', 'ur'],
  ['de', 'en'],
  ['constructor', 'en'],
] as const)('%s is %s', (tag, language) => {
  expect(toLanguage(tag)).toBe(language);
});

test('every language is found by its own tag', () => {
  expect(LANGUAGES.map(toLanguage)).toEqual(LANGUAGES);
});
