/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const sw: Words = {
  NOT_LIVE: {
    title: 'Hatukuweza kuthibitisha kwamba uko hapa',
    message: 'Elekeza uso wako kwenye kamera kwa mwanga ulio sawa, bila skrini wala picha mbele yake.',
  },
  FACE_MATCH_FAILED: { title: 'Uso haulingani', message: 'Selfie hailingani na picha tuliyo nayo.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Picha yako iliyohifadhiwa haiwezi kutumika',
    message: 'Tafadhali wasiliana na huduma iliyokutuma hapa.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Picha yako iliyohifadhiwa haipo',
    message: 'Tafadhali wasiliana na huduma iliyokutuma hapa.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Hakuna uso kwenye picha',
    message: 'Shika kamera usawa wa macho na uweke uso wako wote ndani ya fremu.',
  },
  INVALID_DOCUMENT: {
    title: 'Picha si wazi vya kutosha',
    message: 'Tafuta mwanga ulio sawa, ondoa kinachofunika uso, na uwe peke yako kwenye picha.',
  },
  VERIFICATION_FAILED: {
    title: 'Kuna hitilafu upande wetu',
    message: 'Picha yako haikuweza kukaguliwa. Tafadhali jaribu tena baada ya muda mfupi.',
  },
  ATTEMPTS_EXHAUSTED: {
    title: 'Hakuna majaribio yaliyobaki',
    message: 'Tafadhali wasiliana na huduma iliyokutuma hapa.',
  },
};
