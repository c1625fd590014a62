/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const tl: Words = {
  NOT_LIVE: {
    title: 'Hindi pa namin makumpirma na kayo mismo ito',
    message: 'Humarap sa kamera nang may pantay na liwanag, at walang screen o larawan sa harap nito.',
  },
  FACE_MATCH_FAILED: {
    title: 'Hindi magkatugma ang mukha',
    message: 'Hindi tugma ang selfie sa larawang nasa aming talaan.',
  },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Hindi magamit ang larawan ninyo sa talaan',
    message: 'Makipag-ugnayan po sa serbisyong nagpadala sa inyo rito.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Walang larawan ninyo sa talaan',
    message: 'Makipag-ugnayan po sa serbisyong nagpadala sa inyo rito.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Walang mukha sa larawan',
    message: 'Hawakan ang kamera nang kapantay ng mata at panatilihin ang buong mukha sa balangkas.',
  },
  INVALID_DOCUMENT: {
    title: 'Hindi sapat na malinaw ang larawan',
    message: 'Humanap ng pantay na liwanag, alisin ang nakatakip sa mukha, at tiyaking mag-isa kayo sa larawan.',
  },
  VERIFICATION_FAILED: {
    title: 'May nangyaring problema sa aming panig',
    message: 'Hindi masuri ang larawan. Pakisubukan ulit mamaya-maya.',
  },
  ATTEMPTS_EXHAUSTED: {
    title: 'Wala nang natitirang subok',
    message: 'Makipag-ugnayan po sa serbisyong nagpadala sa inyo rito.',
  },
};
