/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const th: Words = {
  NOT_LIVE: {
    title: 'เรายังยืนยันไม่ได้ว่าคุณอยู่ที่นี่จริง',
    message: 'หันหน้าเข้าหากล้องด้วยตัวเองในแสงที่สม่ำเสมอ โดยไม่มีหน้าจอหรือรูปถ่ายอยู่ในภาพ',
  },
  FACE_MATCH_FAILED: { title: 'ใบหน้าไม่ตรงกัน', message: 'เซลฟี่ไม่ตรงกับรูปที่เรามีอยู่' },
  REFERENCE_IMAGE_VALIDATION_FAILED: { title: 'ใช้รูปของคุณที่มีอยู่ไม่ได้', message: 'โปรดติดต่อบริการที่ส่งคุณมาที่นี่' },
  REFERENCE_IMAGE_NOT_FOUND: { title: 'ไม่มีรูปของคุณในระบบ', message: 'โปรดติดต่อบริการที่ส่งคุณมาที่นี่' },
  DOCUMENT_NOT_FOUND: { title: 'ไม่มีใบหน้าในภาพ', message: 'ถือกล้องระดับสายตาและให้ทั้งใบหน้าอยู่ในกรอบ' },
  INVALID_DOCUMENT: { title: 'ภาพยังไม่ชัดพอ', message: 'หาที่ที่มีแสงสม่ำเสมอ นำสิ่งที่บังใบหน้าออก และให้มีคุณเพียงคนเดียวในภาพ' },
  VERIFICATION_FAILED: { title: 'เกิดปัญหาในระบบของเรา', message: 'ตรวจสอบภาพของคุณไม่ได้ โปรดลองอีกครั้งในอีกสักครู่' },
  ATTEMPTS_EXHAUSTED: { title: 'ลองครบจำนวนครั้งแล้ว', message: 'โปรดติดต่อบริการที่ส่งคุณมาที่นี่' },
};
