import type { PluralForms } from './counted.ts';
import type { Strings } from './strings.ts';

/** The content of a language's file: its texts, and the plural forms of the text with a count. */
export type Translation = Omit<Strings, 'retry'> & {
  readonly retry: { readonly tips: string; readonly attemptsLeft: PluralForms };
};
