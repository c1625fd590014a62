/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const ur: Words = {
  NOT_LIVE: {
    title: 'ہم آپ کی موجودگی کی تصدیق نہیں کر سکے',
    message: 'یکساں روشنی میں خود کیمرے کی طرف رخ کریں، سامنے کوئی اسکرین یا تصویر نہ ہو۔',
  },
  FACE_MATCH_FAILED: { title: 'چہرہ نہیں ملتا', message: 'سیلفی ہمارے پاس محفوظ تصویر سے نہیں ملتی۔' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'آپ کی محفوظ تصویر استعمال نہیں ہو سکتی',
    message: 'براہِ کرم اس سروس سے رابطہ کریں جس نے آپ کو یہاں بھیجا۔',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'آپ کی محفوظ تصویر نہیں ملی',
    message: 'براہِ کرم اس سروس سے رابطہ کریں جس نے آپ کو یہاں بھیجا۔',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'تصویر میں کوئی چہرہ نہیں',
    message: 'کیمرا آنکھوں کی سطح پر رکھیں اور پورا چہرہ دائرے کے اندر رکھیں۔',
  },
  INVALID_DOCUMENT: {
    title: 'تصویر کافی صاف نہیں',
    message: 'یکساں روشنی چنیں، چہرہ ڈھانپنے والی چیزیں ہٹائیں اور تصویر میں اکیلے رہیں۔',
  },
  VERIFICATION_FAILED: {
    title: 'ہماری طرف سے کچھ خرابی ہوئی',
    message: 'آپ کی تصویر جانچی نہیں جا سکی۔ براہِ کرم کچھ دیر بعد دوبارہ کوشش کریں۔',
  },
  ATTEMPTS_EXHAUSTED: {
    title: 'کوئی موقع باقی نہیں',
    message: 'براہِ کرم اس سروس سے رابطہ کریں جس نے آپ کو یہاں بھیجا۔',
  },
};
