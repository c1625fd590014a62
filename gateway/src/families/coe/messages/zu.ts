/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const zu: Words = {
  NOT_LIVE: {
    title: 'Asikwazanga ukuqinisekisa ukuthi ukhona mathupha',
    message: 'Bheka ikhamera ngokwakho ekukhanyeni okulinganayo, ngaphandle kwesikrini noma isithombe.',
  },
  FACE_MATCH_FAILED: { title: 'Ubuso abufani', message: 'I-selfie ayifani nesithombe esinaso.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Isithombe sakho esigciniwe asisebenziseki',
    message: 'Sicela uxhumane nesevisi ekuthumele lapha.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Isithombe sakho esigciniwe asitholakali',
    message: 'Sicela uxhumane nesevisi ekuthumele lapha.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Abukho ubuso esithombeni',
    message: 'Bamba ikhamera ilingane namehlo futhi ugcine bonke ubuso bakho ohlakeni.',
  },
  INVALID_DOCUMENT: {
    title: 'Isithombe asicacile ngokwanele',
    message: 'Thola ukukhanya okulinganayo, susa okumboze ubuso, futhi uqiniseke ukuthi uwedwa esithombeni.',
  },
  VERIFICATION_FAILED: {
    title: 'Kube nenkinga ngakithi',
    message: 'Isithombe sakho asikwazanga ukuhlolwa. Sicela uzame futhi maduze.',
  },
  ATTEMPTS_EXHAUSTED: { title: 'Awasekho amathuba', message: 'Sicela uxhumane nesevisi ekuthumele lapha.' },
};
