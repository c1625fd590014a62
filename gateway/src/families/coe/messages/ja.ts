/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const ja: Words = {
  NOT_LIVE: {
    title: 'ご本人がいることを確認できませんでした',
    message: '明るさが均一な場所で、画面や写真を映さず、ご自身の顔をカメラに向けてください。',
  },
  FACE_MATCH_FAILED: { title: '顔が一致しません', message: 'セルフィーが登録済みの写真と一致しません。' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: '登録済みの写真を使えません',
    message: 'ご案内元のサービスにお問い合わせください。',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: '登録済みの写真がありません',
    message: 'ご案内元のサービスにお問い合わせください。',
  },
  DOCUMENT_NOT_FOUND: {
    title: '写真に顔がありません',
    message: 'カメラを目の高さに構え、顔全体を枠に入れてください。',
  },
  INVALID_DOCUMENT: {
    title: '写真が鮮明ではありません',
    message: '明るさが均一な場所で、顔を覆うものを外し、お一人で映ってください。',
  },
  VERIFICATION_FAILED: {
    title: 'こちらで問題が起きました',
    message: '写真を確認できませんでした。少し待ってからもう一度お試しください。',
  },
  ATTEMPTS_EXHAUSTED: { title: 'これ以上お試しいただけません', message: 'ご案内元のサービスにお問い合わせください。' },
};
