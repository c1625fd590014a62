import type { PicturesConfig } from './pictures-config.ts';
import type { ObserveBlobs } from './s3-blobs.ts';
import type { BlobStore } from './types.ts';

/** Null where no store is configured. */
export const openBlobs = async ({ s3 }: PicturesConfig, observe?: ObserveBlobs): Promise<BlobStore | null> =>
  s3 === undefined ? null : (await import('./s3-blobs.ts')).createS3Blobs(s3, observe);
