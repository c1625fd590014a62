/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const yo: Words = {
  NOT_LIVE: {
    title: 'A kò lè jẹ́rìí pé ẹ wà níbí fúnra yín',
    message: 'Ẹ kọjú sí kámẹ́rà ní ìmọ́lẹ̀ tó dọ́gba, láìsí ojú ìbòjú tàbí àwòrán níwájú.',
  },
  FACE_MATCH_FAILED: { title: 'Ojú kò bára mu', message: 'Sẹ́lífì kò bá àwòrán tó wà lọ́wọ́ wa mu.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'A kò lè lo àwòrán yín tó wà lọ́wọ́ wa',
    message: 'Ẹ jọ̀wọ́ ẹ kàn sí iṣẹ́ tó rán yín wá síbí.',
  },
  REFERENCE_IMAGE_NOT_FOUND: { title: 'A kò rí àwòrán yín', message: 'Ẹ jọ̀wọ́ ẹ kàn sí iṣẹ́ tó rán yín wá síbí.' },
  DOCUMENT_NOT_FOUND: {
    title: 'Kò sí ojú nínú àwòrán',
    message: 'Ẹ di kámẹ́rà mú ní ìpele ojú, kí gbogbo ojú yín wà nínú férémù.',
  },
  INVALID_DOCUMENT: {
    title: 'Àwòrán náà kò mọ́ tó',
    message: 'Ẹ wá ìmọ́lẹ̀ tó dọ́gba, ẹ mú ohun tó bo ojú kúrò, kí ẹ nìkan wà nínú àwòrán.',
  },
  VERIFICATION_FAILED: {
    title: 'Ìṣòro kan ṣẹlẹ̀ lọ́dọ̀ wa',
    message: 'A kò lè yẹ àwòrán yín wò. Ẹ jọ̀wọ́ ẹ tún gbìyànjú láìpẹ́.',
  },
  ATTEMPTS_EXHAUSTED: { title: 'Kò sí ìgbìyànjú mọ́', message: 'Ẹ jọ̀wọ́ ẹ kàn sí iṣẹ́ tó rán yín wá síbí.' },
};
