/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const vi: Words = {
  NOT_LIVE: {
    title: 'Chúng tôi chưa xác nhận được quý khách có mặt',
    message: 'Hướng mặt vào máy ảnh ở nơi ánh sáng đều, không có màn hình hay ảnh trong khung hình.',
  },
  FACE_MATCH_FAILED: { title: 'Khuôn mặt không khớp', message: 'Ảnh selfie không khớp với ảnh chúng tôi đang lưu.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Ảnh đã lưu không dùng được',
    message: 'Xin liên hệ dịch vụ đã đưa quý khách đến đây.',
  },
  REFERENCE_IMAGE_NOT_FOUND: { title: 'Không có ảnh đã lưu', message: 'Xin liên hệ dịch vụ đã đưa quý khách đến đây.' },
  DOCUMENT_NOT_FOUND: {
    title: 'Không có khuôn mặt trong ảnh',
    message: 'Giữ máy ảnh ngang tầm mắt và để toàn bộ khuôn mặt trong khung.',
  },
  INVALID_DOCUMENT: {
    title: 'Ảnh chưa đủ rõ',
    message: 'Tìm nơi ánh sáng đều, bỏ những gì che khuôn mặt và chỉ để một mình quý khách trong ảnh.',
  },
  VERIFICATION_FAILED: {
    title: 'Đã có trục trặc từ phía chúng tôi',
    message: 'Không kiểm tra được ảnh. Xin thử lại sau giây lát.',
  },
  ATTEMPTS_EXHAUSTED: { title: 'Đã hết lượt thử', message: 'Xin liên hệ dịch vụ đã đưa quý khách đến đây.' },
};
