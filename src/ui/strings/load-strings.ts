/** Fetches one language when it is needed, puts the partner's words over it, and knows which way it is written. */
import type { Language } from '../../options.ts';
import type { Copies, Strings } from './strings.ts';

const LOADERS: Readonly<Record<Language, () => Promise<Strings>>> = {
  id: async () => (await import('./id.ts')).id,
  en: async () => (await import('./en.ts')).en,
  ar: async () => (await import('./ar.ts')).ar,
};

const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>(['ar']);

export const directionOf = (language: Language): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr');

export const loadStrings = async (language: Language, copies: Copies | null = null): Promise<Strings> => {
  const strings = await LOADERS[language]();
  // Every value keeps the kind that it had, so the result has the shape of the original.
  return copies === null ? strings : (overlay(strings, copies) as Strings);
};

/** Copies with an unknown key or another kind of value than the original are passed over: words never break a flow. */
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
