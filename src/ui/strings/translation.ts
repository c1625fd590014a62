import type { PluralForms } from './counted.ts';
import type { Strings } from './strings.ts';

/** What the file of a language holds: its words, and the forms of a text that counts. */
export type Translation = Omit<Strings, 'retry'> & {
  readonly retry: { readonly tips: string; readonly attemptsLeft: PluralForms };
};
