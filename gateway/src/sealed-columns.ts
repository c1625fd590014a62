/** Every column that is sealed; a new one belongs here, or it cannot be read once its key is gone. */
import { CHECK_IMAGES } from './check/store/checks.ts';
import type { SealedColumn } from './database/reseal.ts';
import { BPM_ORIGINS, BPM_PROFILES } from './families/bpm/store/records.ts';
import { DOCUMENT_IMAGES } from './families/coe/store/images.ts';
import { SUBMISSION_MOMENTS } from './families/coe/store/moments.ts';
import { LCP_IMAGES, LCP_REFERENCE_IMAGES } from './families/lcp/store/images.ts';

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  DOCUMENT_IMAGES,
  SUBMISSION_MOMENTS,
  CHECK_IMAGES,
  BPM_PROFILES,
  BPM_ORIGINS,
  LCP_IMAGES,
  LCP_REFERENCE_IMAGES,
];
