/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const zhHans: Words = {
  NOT_LIVE: { title: '我们无法确认是您本人在场', message: '请在均匀光线下亲自面对摄像头，画面中不要有屏幕或照片。' },
  FACE_MATCH_FAILED: { title: '人脸不匹配', message: '自拍与我们存档的照片不匹配。' },
  REFERENCE_IMAGE_VALIDATION_FAILED: { title: '您存档的照片无法使用', message: '请联系引导您来此的服务方。' },
  REFERENCE_IMAGE_NOT_FOUND: { title: '未找到您存档的照片', message: '请联系引导您来此的服务方。' },
  DOCUMENT_NOT_FOUND: { title: '照片中没有人脸', message: '将摄像头举到与眼睛同高，让整张脸保持在框内。' },
  INVALID_DOCUMENT: { title: '照片不够清晰', message: '请选择均匀光线，移开遮挡面部的物品，并确保画面中只有您一人。' },
  VERIFICATION_FAILED: { title: '我们这边出现了问题', message: '无法核验您的照片。请稍后再试。' },
  ATTEMPTS_EXHAUSTED: { title: '已无剩余次数', message: '请联系引导您来此的服务方。' },
};
