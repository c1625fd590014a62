/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const ha: Words = {
  NOT_LIVE: {
    title: 'Mun kasa tabbatar da cewa kuna nan',
    message: 'Ku fuskanci kyamara da kanku a haske daidaitacce, ba tare da allo ko hoto ba.',
  },
  FACE_MATCH_FAILED: { title: 'Fuskar ba ta dace ba', message: 'Hoton kai bai dace da hoton da muke da shi ba.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Ba za a iya amfani da hotonku ba',
    message: 'Don Allah ku tuntuɓi sabis ɗin da ya turo ku nan.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Ba a sami hotonku ba',
    message: 'Don Allah ku tuntuɓi sabis ɗin da ya turo ku nan.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Babu fuska a hoton',
    message: 'Ku riƙe kyamara daidai da idanu, ku bar dukan fuskarku a cikin firam.',
  },
  INVALID_DOCUMENT: {
    title: 'Hoton bai fito sosai ba',
    message: 'Ku nemi haske daidaitacce, ku cire abin da ya rufe fuska, ku kasance ku kaɗai a hoton.',
  },
  VERIFICATION_FAILED: {
    title: 'An sami matsala a ɓangarenmu',
    message: 'An kasa duba hotonku. Don Allah ku sake gwadawa nan gaba kaɗan.',
  },
  ATTEMPTS_EXHAUSTED: { title: 'Babu sauran gwaji', message: 'Don Allah ku tuntuɓi sabis ɗin da ya turo ku nan.' },
};
