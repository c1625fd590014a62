/** Pictures that the proxy's audit log shows: trusted ones as they were fetched, probes in their provider's own format. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { spellingsOf } from '../../../database/spellings.ts';
import type { AuditImage } from '../../../audit/types.ts';
import type { PictureStore, PlacedPicture } from '../../../images/types.ts';
import type { Db, Tx } from '../../../database/database.ts';
import type { PictureTable } from '../../../database/blobs.ts';
import { sha256Of } from '../../../crypto/sha256.ts';

const imageContext = (id: string): string => `lcp-image/${id}`;
const referenceContext = (userId: string): string => `lcp-reference-image/${userId}`;

export const LCP_IMAGES: PictureTable = { table: 'lcp_image', key: 'id', column: 'sealed', contextOf: imageContext };

export const LCP_REFERENCE_IMAGES: PictureTable = {
  table: 'lcp_reference_image',
  key: 'user_id',
  column: 'sealed',
  contextOf: referenceContext,
};

/** A picture of the audit log that is stored already, without its row. */
export interface KeptLcpImage extends PlacedPicture {
  readonly id: string;
  readonly userId: string;
  readonly kind: 'trusted' | 'probe';
  readonly sha256: string;
}

export const keepLcpImage = async (
  pictures: PictureStore,
  { bytes, ...image }: Pick<KeptLcpImage, 'userId' | 'kind'> & { readonly bytes: Uint8Array },
): Promise<KeptLcpImage> => {
  const id = randomUUID();
  return { ...image, id, sha256: sha256Of(bytes), ...(await pictures.keep(bytes, imageContext(id))) };
};

/** Returns the reference to it for the audit trail. */
export const insertLcpImage = async (
  tx: Tx,
  { id, userId, kind, sha256, sealed, blob }: KeptLcpImage,
  now: Date,
): Promise<AuditImage> => {
  await tx
    .insertInto('lcp_image')
    .values({ id, user_id: userId, kind, sha256, sealed, blob, created_at: now })
    .execute();
  return { role: kind === 'trusted' ? 'REFERENCE' : 'SELFIE', id, sha256 };
};

/** Null when it never existed or is erased. */
export const readLcpImage = (db: Db, pictures: PictureStore, id: string): Promise<Uint8Array | null> =>
  pictures.read(async () => {
    const row = await db.selectFrom('lcp_image').select(['sealed', 'blob']).where('id', '=', id).executeTakeFirst();
    return row && { ...row, context: imageContext(id) };
  });

/** Erases the bytes of pictures made before a time, or of one user. Returns how many. */
export const eraseLcpImages = async (
  tx: Db,
  which: { readonly before: Date } | { readonly userId: string },
): Promise<number> => {
  const all = tx
    .updateTable('lcp_image')
    .set({ sealed: null, blob: null })
    // The same condition as that of the partial indexes.
    .where(sql<boolean>`(sealed is not null or blob is not null)`);
  const { numUpdatedRows } = await (
    'before' in which
      ? all.where('created_at', '<', which.before)
      : all.where('user_id', 'in', spellingsOf(which.userId))
  ).executeTakeFirst();
  return Number(numUpdatedRows);
};

export const keepReferenceImage = (pictures: PictureStore, userId: string, bytes: Uint8Array): Promise<PlacedPicture> =>
  pictures.keep(bytes, referenceContext(userId));

/** Replaces what the user had before. */
export const storeReferenceImage = async (
  tx: Tx,
  userId: string,
  { sealed, blob }: PlacedPicture,
  now: Date,
): Promise<void> => {
  const values = { sealed, blob, created_at: now };
  await tx
    .insertInto('lcp_reference_image')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute();
};

export const readReferenceImage = (db: Db, pictures: PictureStore, userId: string): Promise<Uint8Array | null> =>
  pictures.read(async () => {
    const row = await db
      .selectFrom('lcp_reference_image')
      .select(['user_id', 'sealed', 'blob'])
      .where('user_id', 'in', spellingsOf(userId))
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && { ...row, context: referenceContext(row.user_id) };
  });

export const deleteReferenceImage = async (tx: Tx, userId: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('lcp_reference_image')
    .where('user_id', 'in', spellingsOf(userId))
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
