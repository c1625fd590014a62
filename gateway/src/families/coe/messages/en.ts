import type { Words } from './words.ts';

export const en: Words = {
  NOT_LIVE: {
    title: 'We could not confirm that it is you in person',
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
  ATTEMPTS_EXHAUSTED: { title: 'No attempts left', message: 'Please contact the service that sent you here.' },
};
