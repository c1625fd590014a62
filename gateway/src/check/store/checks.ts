/** Concluded checks of all families, and pictures of families without their own table for them. */
import type { Insertable } from 'kysely';
import type { CheckRole } from '../check.ts';
import type { AuditImage } from '../../audit/types.ts';
import type { Cipher, ImageFacts } from '../../images/types.ts';
import type { Db, Tx } from '../../database/database.ts';
import type { SealedColumn } from '../../database/reseal.ts';
import type { Database } from '../../tables.ts';
import type { LivenessCheckRow } from './tables.ts';

const contextOf = (imageId: string): string => `check-image/${imageId}`;

export const CHECK_IMAGES: SealedColumn = { table: 'check_image', key: 'id', column: 'sealed', contextOf };

export interface SealedImage extends AuditImage, ImageFacts {
  readonly sealed: Uint8Array;
}

export const sealCheckImage = (
  cipher: Cipher,
  image: AuditImage & ImageFacts & { readonly bytes: Uint8Array },
): SealedImage => {
  const { bytes, ...facts } = image;
  return { ...facts, sealed: cipher.encrypt(bytes, contextOf(image.id)) };
};

export const insertCheck = async (
  tx: Tx,
  check: Insertable<Database['liveness_check']>,
  images: readonly SealedImage[],
): Promise<void> => {
  await tx.insertInto('liveness_check').values(check).execute();
  for (const { id, role, contentType, width, height, sha256, sealed } of images) {
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
export const readCheckImage = async (db: Db, cipher: Cipher, imageId: string): Promise<CheckPicture | null> => {
  const row = await db
    .selectFrom('check_image')
    .select(['id', 'role', 'sha256', 'content_type', 'sealed'])
    .where('id', '=', imageId)
    .executeTakeFirst();
  return row === undefined || row.sealed === null
    ? null
    : {
        id: row.id,
        role: row.role,
        sha256: row.sha256,
        contentType: row.content_type,
        bytes: cipher.decrypt(row.sealed, contextOf(row.id)),
      };
};

/** A check's pictures without their bytes. */
export const imagesOfCheck = (db: Db, checkId: string) =>
  db
    .selectFrom('check_image')
    .select(['id', 'role', 'content_type', 'width', 'height', 'sha256', 'created_at', 'erased_at'])
    .where('check_id', '=', checkId)
    .orderBy('role', 'desc')
    .execute();
