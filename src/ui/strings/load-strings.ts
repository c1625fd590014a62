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

export const loadStrings = async (language: Language, copies: Copies | null = null): Promise<Strings> =>
  overlay(await LOADERS[language](), copies);

type Tree = Readonly<Record<string, unknown>>;

/** Copies with an unknown key or another kind of value than the original are passed over: words never break a flow. */
const overlay = <T extends object>(original: T, copies: object | null): T => {
  const result: Record<string, unknown> = { ...original };
  for (const [key, copy] of Object.entries(copies ?? {})) {
    const own = Object.hasOwn(original, key) ? (original as Tree)[key] : undefined;
    if (isTree(own) && isTree(copy)) {
      result[key] = overlay(own, copy);
    } else if (copy !== null && typeof copy === typeof own && Array.isArray(copy) === Array.isArray(own)) {
      result[key] = copy;
    }
  }
  return result as T;
};

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
