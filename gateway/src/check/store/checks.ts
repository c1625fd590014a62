/** Concluded checks of all families, and pictures of families without their own table for them. */
import type { Insertable } from 'kysely';
import type { CheckRole } from '../check.ts';
import type { AuditImage } from '../../audit/types.ts';
import type { ImageFacts, PictureStore, PlacedPicture } from '../../images/types.ts';
import type { Db, Tx } from '../../database/database.ts';
import type { PictureTable } from '../../database/blobs.ts';
import type { Database } from '../../tables.ts';
import type { LivenessCheckRow } from './tables.ts';

export const checkImageContext = (imageId: string): string => `check-image/${imageId}`;

export const CHECK_IMAGES: PictureTable = {
  table: 'check_image',
  key: 'id',
  column: 'sealed',
  contextOf: checkImageContext,
};

/** A picture that is stored already, with the fields of its row. */
export interface KeptImage extends AuditImage, ImageFacts, PlacedPicture {}

export const insertCheck = async (
  tx: Tx,
  check: Insertable<Database['liveness_check']>,
  images: readonly KeptImage[],
): Promise<void> => {
  await tx.insertInto('liveness_check').values(check).execute();
  for (const { id, role, contentType, width, height, sha256, sealed, blob } of images) {
    await tx
      .insertInto('check_image')
      .values({
        id,
        check_id: check.id,
        role,
        content_type: contentType,
        width,
        height,
        sha256,
        sealed,
        blob,
        created_at: check.created_at,
        erased_at: null,
      })
      .execute();
  }
};

export const findCheck = (db: Db, id: string): Promise<LivenessCheckRow | undefined> =>
  db.selectFrom('liveness_check').selectAll().where('id', '=', id).executeTakeFirst();

export interface CheckPicture {
  readonly id: string;
  readonly role: CheckRole;
  readonly sha256: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Null when the check passed. */
export const checkReason = async (db: Db, checkId: string): Promise<string | null> => {
  const { reason } = await db
    .selectFrom('liveness_check')
    .select('reason')
    .where('id', '=', checkId)
    .executeTakeFirstOrThrow();
  return reason;
};

/** Null when it was never there or has been erased. */
export const readCheckImage = async (db: Db, pictures: PictureStore, imageId: string): Promise<CheckPicture | null> => {
  const row = await db
    .selectFrom('check_image')
    .select(['id', 'role', 'sha256', 'content_type as contentType'])
    .where('id', '=', imageId)
    .executeTakeFirst();
  const bytes = await pictures.read(async () => {
    const place = await db
      .selectFrom('check_image')
      .select(['sealed', 'blob'])
      .where('id', '=', imageId)
      .executeTakeFirst();
    return place && { ...place, context: checkImageContext(imageId) };
  });
  return row === undefined || bytes === null ? null : { ...row, bytes };
};

/** A check's pictures without their bytes. */
export const imagesOfCheck = (db: Db, checkId: string) =>
  db
    .selectFrom('check_image')
    .select(['id', 'role', 'content_type', 'width', 'height', 'sha256', 'created_at', 'erased_at'])
    .where('check_id', '=', checkId)
    .orderBy('role', 'desc')
    .execute();
