/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const ar: Words = {
  NOT_LIVE: {
    title: 'لم نتمكن من تأكيد حضورك',
    message: 'واجه الكاميرا بنفسك في إضاءة متساوية، دون شاشة أو صورة أمامها.',
  },
  FACE_MATCH_FAILED: { title: 'الوجه غير مطابق', message: 'لا تطابق صورة السيلفي الصورة المحفوظة لدينا.' },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'لا يمكن استخدام صورتك المحفوظة',
    message: 'يرجى التواصل مع الجهة التي أرسلتك إلى هنا.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'لم نعثر على صورتك المحفوظة',
    message: 'يرجى التواصل مع الجهة التي أرسلتك إلى هنا.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'لا يوجد وجه في الصورة',
    message: 'أمسك الكاميرا على مستوى العين وأبقِ وجهك كله داخل الإطار.',
  },
  INVALID_DOCUMENT: {
    title: 'الصورة غير واضحة بما يكفي',
    message: 'اختر إضاءة متساوية، وأزل ما يغطي وجهك، وتأكد من أنك وحدك في الصورة.',
  },
  VERIFICATION_FAILED: { title: 'حدث خلل لدينا', message: 'تعذّر فحص صورتك. يرجى المحاولة مرة أخرى بعد قليل.' },
  ATTEMPTS_EXHAUSTED: { title: 'لم تتبقَّ محاولات', message: 'يرجى التواصل مع الجهة التي أرسلتك إلى هنا.' },
};
