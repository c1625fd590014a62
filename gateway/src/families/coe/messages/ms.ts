/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const ms: Words = {
  NOT_LIVE: {
    title: 'Kami belum dapat mengesahkan kehadiran anda',
    message: 'Hadapkan wajah anda sendiri ke kamera dalam cahaya yang sekata, tanpa skrin atau foto.',
  },
  FACE_MATCH_FAILED: { title: 'Wajah tidak sepadan', message: 'Swafoto tidak sepadan dengan gambar dalam rekod kami.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Gambar anda dalam rekod tidak dapat digunakan',
    message: 'Sila hubungi perkhidmatan yang membawa anda ke sini.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Gambar anda tiada dalam rekod',
    message: 'Sila hubungi perkhidmatan yang membawa anda ke sini.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Tiada wajah dalam gambar',
    message: 'Pegang kamera separas mata dan pastikan seluruh wajah anda di dalam bingkai.',
  },
  INVALID_DOCUMENT: {
    title: 'Gambar kurang jelas',
    message:
      'Cari cahaya yang sekata, tanggalkan apa yang menutup wajah anda, dan pastikan anda seorang sahaja dalam gambar.',
  },
  VERIFICATION_FAILED: {
    title: 'Ada masalah di pihak kami',
    message: 'Gambar anda tidak dapat disemak. Sila cuba lagi sebentar lagi.',
  },
  ATTEMPTS_EXHAUSTED: {
    title: 'Tiada percubaan lagi',
    message: 'Sila hubungi perkhidmatan yang membawa anda ke sini.',
  },
};
