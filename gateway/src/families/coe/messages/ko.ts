/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const ko: Words = {
  NOT_LIVE: {
    title: '본인이 직접 있는지 확인하지 못했습니다',
    message: '빛이 고른 곳에서 화면이나 사진 없이 직접 카메라를 봐 주세요.',
  },
  FACE_MATCH_FAILED: { title: '얼굴이 일치하지 않습니다', message: '셀피가 등록된 사진과 일치하지 않습니다.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: '등록된 사진을 사용할 수 없습니다',
    message: '이곳으로 안내한 서비스에 문의해 주세요.',
  },
  REFERENCE_IMAGE_NOT_FOUND: { title: '등록된 사진이 없습니다', message: '이곳으로 안내한 서비스에 문의해 주세요.' },
  DOCUMENT_NOT_FOUND: {
    title: '사진에 얼굴이 없습니다',
    message: '카메라를 눈높이에 두고 얼굴 전체를 틀 안에 맞춰 주세요.',
  },
  INVALID_DOCUMENT: {
    title: '사진이 선명하지 않습니다',
    message: '빛이 고른 곳에서 얼굴을 가린 것을 치우고 혼자 나오게 해 주세요.',
  },
  VERIFICATION_FAILED: {
    title: '저희 쪽에 문제가 생겼습니다',
    message: '사진을 확인하지 못했습니다. 잠시 후 다시 시도해 주세요.',
  },
  ATTEMPTS_EXHAUSTED: { title: '남은 시도 횟수가 없습니다', message: '이곳으로 안내한 서비스에 문의해 주세요.' },
};
