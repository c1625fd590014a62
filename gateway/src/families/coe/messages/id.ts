/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const id: Words = {
  NOT_LIVE: {
    title: 'Kami belum bisa memastikan kehadiran Anda',
    message: 'Hadapkan wajah Anda langsung ke kamera di tempat terang, tanpa layar atau foto di depan kamera.',
  },
  FACE_MATCH_FAILED: {
    title: 'Wajah tidak cocok',
    message: 'Selfie tidak cocok dengan foto yang kami miliki.',
  },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Foto acuan Anda tidak dapat digunakan',
    message: 'Silakan hubungi layanan yang mengarahkan Anda ke sini.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Foto acuan Anda tidak ditemukan',
    message: 'Silakan hubungi layanan yang mengarahkan Anda ke sini.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Wajah tidak terlihat',
    message: 'Pegang kamera setinggi mata dan pastikan seluruh wajah berada di dalam bingkai.',
  },
  INVALID_DOCUMENT: {
    title: 'Foto kurang jelas',
    message: 'Cari cahaya yang merata, lepaskan penutup wajah, dan pastikan hanya Anda yang ada di foto.',
  },
  VERIFICATION_FAILED: {
    title: 'Terjadi gangguan di sistem kami',
    message: 'Foto Anda belum bisa diperiksa. Silakan coba lagi sebentar lagi.',
  },
  ATTEMPTS_EXHAUSTED: {
    title: 'Kesempatan sudah habis',
    message: 'Silakan hubungi layanan yang mengarahkan Anda ke sini.',
  },
};
