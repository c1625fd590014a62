/** The languages of the page's texts and of the gateway's messages. */
export const LANGUAGES = [
  'id',
  'en',
  'ar',
  'bn',
  'es',
  'fr',
  'ha',
  'hi',
  'ja',
  'ko',
  'ms',
  'pt',
  'sw',
  'th',
  'tl',
  'ur',
  'vi',
  'yo',
  'zh-Hans',
  'zu',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** Other names of a language: `in` is what older Android and Java call Indonesian, `fil` is the standard of Tagalog. */
const OTHER_NAMES: ReadonlyMap<string, Language> = new Map([
  ['in', 'id'],
  ['fil', 'tl'],
  // Readers of the traditional script too: simplified Chinese is nearer to them than English (as CLDR matches them).
  ['zh', 'zh-Hans'],
]);

/** The language whose words are used for a tag such as `pt-BR` or `en_ID`; null or empty gives the default. */
export const toLanguage = (tag: string | null): Language => {
  if (tag === null) {
    return 'id';
  }
  const primary = tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return OTHER_NAMES.get(primary) ?? LANGUAGES.find((language) => language === primary) ?? 'en';
};
