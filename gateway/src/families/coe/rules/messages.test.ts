import { expect, test } from 'vitest';
import { LANGUAGES, REASON_CODES, USER_LOCALES } from 'lifesign/contract';
import type { UserLocale } from 'lifesign/contract';
import { uiMessagesOf } from './messages.ts';

const keys = (...asked: Parameters<typeof uiMessagesOf>): string[] => Object.keys(uiMessagesOf(...asked));

test('the most important message is first', () => {
  expect(keys('NOT_LIVE', 'RETRY', 1, 'en_ID')).toEqual(['NOT_LIVE']);
  expect(keys('NOT_LIVE', 'EXIT', 0, 'id_ID')).toEqual(['ATTEMPTS_EXHAUSTED', 'NOT_LIVE']);
  expect(keys('REFERENCE_IMAGE_NOT_FOUND', 'EXIT', 2, 'en_ID')).toEqual(['REFERENCE_IMAGE_NOT_FOUND']);
  expect(keys(null, 'STATUS', 2, 'en_ID')).toEqual([]);
});

test('are in the session’s language and name it', () => {
  const titles = USER_LOCALES.map((locale) => uiMessagesOf('NOT_LIVE', 'EXIT', 0, locale)['ATTEMPTS_EXHAUSTED']);
  expect(titles.map((message) => message?.language)).toEqual(['id', 'en', ...LANGUAGES]);
  expect(new Set(titles.map((message) => message?.title)).size).toBe(LANGUAGES.length);
});

/** Titles and messages of every reason. */
const wordsIn = (locale: UserLocale): readonly string[] =>
  REASON_CODES.flatMap((reason) => {
    const told = uiMessagesOf(reason, 'RETRY', 1, locale)[reason];
    return [told?.title ?? '', told?.message ?? ''];
  });

test.each(LANGUAGES)('%s has its own message for every reason', (language) => {
  const words = wordsIn(language);
  expect(words.every((text) => text.trim() !== '' && text === text.trim())).toBe(true);
  if (language !== 'en') {
    expect(words.filter((text, index) => text === wordsIn('en')[index])).toEqual([]);
  }
});
