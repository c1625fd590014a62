/** Loads one language on demand, replaces texts by the partner's, and has the writing direction of each language. */
import type { Language } from '../../contract/index.ts';
import { counted } from './counted.ts';
import type { Copies, Strings } from './strings.ts';
import type { Translation } from './translation.ts';

const LOADERS: Readonly<Record<Language, () => Promise<{ readonly words: Translation }>>> = {
  'id': () => import('./id.ts'),
  'en': () => import('./en.ts'),
  'ar': () => import('./ar.ts'),
  'bn': () => import('./bn.ts'),
  'es': () => import('./es.ts'),
  'fr': () => import('./fr.ts'),
  'ha': () => import('./ha.ts'),
  'hi': () => import('./hi.ts'),
  'ja': () => import('./ja.ts'),
  'ko': () => import('./ko.ts'),
  'ms': () => import('./ms.ts'),
  'pt': () => import('./pt.ts'),
  'sw': () => import('./sw.ts'),
  'th': () => import('./th.ts'),
  'tl': () => import('./tl.ts'),
  'ur': () => import('./ur.ts'),
  'vi': () => import('./vi.ts'),
  'yo': () => import('./yo.ts'),
  'zh-Hans': () => import('./zh-Hans.ts'),
  'zu': () => import('./zu.ts'),
};

const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>(['ar', 'ur']);

export const directionOf = (language: Language): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr');

export const loadStrings = async (language: Language, copies: Copies | null = null): Promise<Strings> => {
  const { retry, ...words } = (await LOADERS[language]()).words;
  const strings = { ...words, retry: { ...retry, attemptsLeft: counted(language, retry.attemptsLeft) } };
  // Every value keeps its type, so the result has the shape of the original.
  return copies === null ? strings : (overlay(strings, copies) as Strings);
};

/** Ignores copies with an unknown key, or with a value of another type than the original's: texts must never break a flow. */
const overlay = (original: object, copies: object): object => {
  const own = Object.entries(original);
  const theirs = new Map<string, unknown>(Object.entries(copies));
  return Object.fromEntries(own.map(([key, value]) => [key, merge(value, theirs.get(key))]));
};

const merge = (value: unknown, copy: unknown): unknown => {
  if (isTree(value) && isTree(copy)) {
    return overlay(value, copy);
  }
  return copy !== null && typeof copy === typeof value && Array.isArray(copy) === Array.isArray(value) ? copy : value;
};

const isTree = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
