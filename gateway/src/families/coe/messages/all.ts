/** The gateway's words to a person in every language of the SDK. */
import type { Language } from 'lifesign/contract';
import { ar } from './ar.ts';
import { bn } from './bn.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ha } from './ha.ts';
import { hi } from './hi.ts';
import { id } from './id.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { ms } from './ms.ts';
import { pt } from './pt.ts';
import { sw } from './sw.ts';
import { th } from './th.ts';
import { tl } from './tl.ts';
import { ur } from './ur.ts';
import { vi } from './vi.ts';
import { yo } from './yo.ts';
import { zhHans } from './zh-Hans.ts';
import { zu } from './zu.ts';
import type { Words } from './words.ts';

export const WORDS: Readonly<Record<Language, Words>> = {
  id,
  en,
  ar,
  bn,
  es,
  fr,
  ha,
  hi,
  ja,
  ko,
  ms,
  pt,
  sw,
  th,
  tl,
  ur,
  vi,
  yo,
  'zh-Hans': zhHans,
  zu,
};
