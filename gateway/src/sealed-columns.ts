/** What is sealed, and where. */
import { CHECK_IMAGES } from './check/store/checks.ts';
import { PRINT_SQUARES } from './check/store/prints.ts';
import type { PictureTable } from './database/blobs.ts';
import type { SealedColumn } from './database/reseal.ts';
import { BPM_ORIGINS, BPM_PROFILES } from './families/bpm/store/records.ts';
import { DOCUMENT_IMAGES } from './families/coe/store/images.ts';
import { SUBMISSION_MOMENTS } from './families/coe/store/moments.ts';
import { LCP_IMAGES, LCP_REFERENCE_IMAGES } from './families/lcp/store/images.ts';

/** Every table whose rows may name an object of the picture store; objects that none of them names are swept. */
export const PICTURE_TABLES: readonly PictureTable[] = [
  DOCUMENT_IMAGES,
  CHECK_IMAGES,
  LCP_IMAGES,
  LCP_REFERENCE_IMAGES,
];

/** Every sealed column. Add new ones here: otherwise they are not resealed, and become unreadable when their key is removed. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  ...PICTURE_TABLES,
  SUBMISSION_MOMENTS,
  PRINT_SQUARES,
  BPM_PROFILES,
  BPM_ORIGINS,
];
