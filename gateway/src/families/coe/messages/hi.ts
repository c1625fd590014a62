/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const hi: Words = {
  NOT_LIVE: {
    title: 'हम आपकी मौजूदगी की पुष्टि नहीं कर सके',
    message: 'एक-सी रोशनी में खुद कैमरे की ओर मुँह करें, सामने कोई स्क्रीन या फ़ोटो न हो।',
  },
  FACE_MATCH_FAILED: { title: 'चेहरा मेल नहीं खाता', message: 'सेल्फ़ी हमारे पास दर्ज तस्वीर से मेल नहीं खाती।' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'आपकी दर्ज तस्वीर काम नहीं आ सकती',
    message: 'कृपया उस सेवा से संपर्क करें जिसने आपको यहाँ भेजा है।',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'आपकी दर्ज तस्वीर नहीं मिली',
    message: 'कृपया उस सेवा से संपर्क करें जिसने आपको यहाँ भेजा है।',
  },
  DOCUMENT_NOT_FOUND: { title: 'तस्वीर में कोई चेहरा नहीं है', message: 'कैमरा आँखों की ऊँचाई पर रखें और पूरा चेहरा घेरे के अंदर रखें।' },
  INVALID_DOCUMENT: {
    title: 'तस्वीर काफ़ी साफ़ नहीं है',
    message: 'एक-सी रोशनी चुनें, चेहरे को ढकने वाली चीज़ें हटाएँ और तस्वीर में अकेले रहें।',
  },
  VERIFICATION_FAILED: {
    title: 'हमारी ओर से कुछ गड़बड़ हुई',
    message: 'आपकी तस्वीर की जाँच नहीं हो सकी। कृपया थोड़ी देर में फिर कोशिश करें।',
  },
  ATTEMPTS_EXHAUSTED: { title: 'अब कोई मौका नहीं बचा', message: 'कृपया उस सेवा से संपर्क करें जिसने आपको यहाँ भेजा है।' },
};
