import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, REASON_CODES } from '../../contract/index.ts';
import type { Language } from '../../contract/index.ts';
import { ERROR_CODES } from '../../errors.ts';
import { ISSUES } from '../../vision/types.ts';
import { directionOf, loadStrings } from './load-strings.ts';
import { reasonWords } from './reason.ts';

/** Texts by path, like `intro.steps.0`; functions are called with a few numbers. */
const wordsOf = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'function') {
    return [0, 1, 2, 3, 11, 100].map((count) => [`${path}(${count})`, String(value(count, count))] as const);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, child]) => wordsOf(child, path === '' ? key : `${path}.${key}`));
  }
  return [[path, String(value)]];
};

const all = await Promise.all(LANGUAGES.map(async (language) => [language, await loadStrings(language)] as const));
/** Languages that a native reader has corrected, and English, which the others are translated from. */
const READ_BY_NATIVES: ReadonlySet<Language> = new Set<Language>(['en']);

const english = await loadStrings('en');

describe.each(all)('%s', (language, strings) => {
  it('has exactly the keys of English', () => {
    expect(wordsOf(strings).map(([path]) => path)).toEqual(wordsOf(english).map(([path]) => path));
  });

  it('has text for every key, without spaces at its ends', () => {
    for (const [path, words] of wordsOf(strings)) {
      expect(words, path).toMatch(/\S/);
      expect(words, path).toBe(words.trim());
      expect(words, path).not.toMatch(/undefined|\{|\}|TODO/);
    }
  });

  it('has a text for every error, issue and reason', () => {
    for (const code of ERROR_CODES) {
      expect(strings.error[code].text, code).not.toBe('');
    }
    for (const issue of ISSUES) {
      expect(strings.hint[issue], issue).not.toBe('');
    }
    for (const reason of [...REASON_CODES, 'DEVICE_SPOOF'] as const) {
      expect(strings.reason[reason].text, reason).not.toBe('');
    }
  });

  it('keeps its placeholders', () => {
    expect(strings.capture.cameraNumber(7)).toContain('7');
    expect(strings.challenge.progress(7, 9)).toMatch(/7.*9|9.*7/);
    for (const count of [5, 11, 100]) {
      expect(strings.retry.attemptsLeft(count)).toContain(String(count));
    }
  });

  it('is marked as machine-made in its file, unless a native reader has read it', () => {
    const source = readFileSync(new URL(`./${language}.ts`, import.meta.url), 'utf8');
    expect(source.startsWith('/** Machine-made: no native reader has read it yet. */')).toBe(
      !READ_BY_NATIVES.has(language),
    );
  });

  it('is a translation', () => {
    if (language === 'en') {
      return;
    }
    const same = wordsOf(strings).filter(([, words], index) => words === wordsOf(english)[index]?.[1]);
    expect(same).toEqual([]);
  });
});

it('keeps a hint short enough for a bubble', () => {
  for (const [language, strings] of all) {
    for (const hint of Object.values(strings.hint)) {
      expect(hint.length, `${language}: ${hint}`).toBeLessThanOrEqual(36);
    }
  }
});

describe('a count', () => {
  it.each([
    ['ar', [1, 2, 3, 11], 4],
    ['en', [0, 1, 2], 2],
    ['es', [0, 1, 2], 2],
    ['fr', [0, 1, 2], 2],
    ['hi', [1, 2], 2],
    ['ja', [1, 2], 1],
    ['sw', [1, 2], 2],
  ] as const)('takes the forms of its language (%s)', async (language, counts, forms) => {
    const { retry } = await loadStrings(language);
    expect(new Set(counts.map((count) => retry.attemptsLeft(count).replaceAll(/\d+/g, ''))).size).toBe(forms);
  });

  it('zero is singular in French and plural in English', async () => {
    const french = await loadStrings('fr');
    expect(french.retry.attemptsLeft(0)).toBe('Il vous reste 0 essai.');
    expect(english.retry.attemptsLeft(0)).toBe('You have 0 tries left.');
  });
});

it('knows the writing direction of a language', () => {
  expect(LANGUAGES.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar', 'ur']);
});

describe('copies', () => {
  it('replace single texts and keep the rest', async () => {
    const strings = await loadStrings('en', { intro: { title: 'Hello' }, error: { internal: { text: 'Call us.' } } });
    expect(strings.intro.title).toBe('Hello');
    expect(strings.intro.privacy).toBe(english.intro.privacy);
    expect(strings.error.internal).toEqual({ title: english.error.internal.title, text: 'Call us.' });
    expect(english.intro.title).not.toBe('Hello');
  });

  it('of the wrong type, or with unknown keys, change nothing', async () => {
    const wrong: unknown = JSON.parse(
      '{"intro":{"title":7,"steps":"one","more":"x"},"action":null,"__proto__":{"a":"b"}}',
    );
    const strings = await loadStrings('en', wrong as object);
    expect(wordsOf(strings)).toEqual(wordsOf(english));
  });
});

it('has a general text for a reason of a newer gateway', () => {
  expect(reasonWords('SOMETHING_NEW', english)).toBe(english.unknownReason);
  expect(reasonWords('toString', english)).toBe(english.unknownReason);
  expect(reasonWords('NOT_LIVE', english)).toBe(english.reason.NOT_LIVE);
});
