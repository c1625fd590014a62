/** `uiMessages` of the contract: what to tell the person, by reason and language. */
import type { NextAction, ReasonCode, UiMessage, UserLocale } from 'lifesign/contract';

type Words = Readonly<Record<ReasonCode, UiMessage>>;

const ENGLISH: Words = {
  NOT_LIVE: {
    title: 'We could not confirm it is you in person',
    message: 'Face the camera yourself in even light, without a screen or a photo in view.',
  },
  FACE_MATCH_FAILED: {
    title: 'The face does not match',
    message: 'The selfie does not match the picture that we have on record.',
  },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Your picture on record cannot be used',
    message: 'Please contact the service that sent you here.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Your picture on record is missing',
    message: 'Please contact the service that sent you here.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'No face in the picture',
    message: 'Hold the camera at eye level and keep your whole face inside the frame.',
  },
  INVALID_DOCUMENT: {
    title: 'The picture is not clear enough',
    message: 'Find even light, take off what covers your face, and make sure that you are alone in the picture.',
  },
  VERIFICATION_FAILED: {
    title: 'Something went wrong on our side',
    message: 'Your picture could not be checked. Please try again in a moment.',
  },
};

const INDONESIAN: Words = {
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
};

const WORDS: Readonly<Record<UserLocale, Words>> = { en_ID: ENGLISH, id_ID: INDONESIAN };

const LAST_ATTEMPT: Readonly<Record<UserLocale, UiMessage>> = {
  en_ID: { title: 'No attempts left', message: 'Please contact the service that sent you here.' },
  id_ID: { title: 'Kesempatan sudah habis', message: 'Silakan hubungi layanan yang mengarahkan Anda ke sini.' },
};

/**
 * Keyed by reason code, what matters most first: when no try is left, that comes before the reason, whose words are
 * advice for another one.
 */
export const uiMessagesOf = (
  reasonCode: ReasonCode | null,
  nextAction: NextAction,
  attemptsLeft: number,
  locale: UserLocale,
): Readonly<Record<string, UiMessage>> => {
  if (reasonCode === null) {
    return {};
  }
  return {
    ...(nextAction === 'EXIT' && attemptsLeft <= 0 ? { ATTEMPTS_EXHAUSTED: LAST_ATTEMPT[locale] } : {}),
    [reasonCode]: WORDS[locale][reasonCode],
  };
};
