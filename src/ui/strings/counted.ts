import type { Language } from '../../contract/index.ts';

/** One text for each plural form of a language; a form that reads like `other` may be left out. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The text for a count, in the form that the language's own rules choose; `{count}` stands for the number. */
export const counted = (language: Language, forms: PluralForms): ((count: number) => string) => {
  const rules = new Intl.PluralRules(language);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('{count}', String(count));
};
