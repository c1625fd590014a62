/** Pictures that the proxy's audit log shows: trusted ones as they were fetched, probes in their provider's own format. */
import { randomUUID } from 'node:crypto';
import { spellingsOf } from '../../../database/spellings.ts';
import type { AuditImage } from '../../../audit/types.ts';
import type { Cipher } from '../../../images/types.ts';
import type { Clock } from '../../../clock.ts';
import type { Db, Tx } from '../../../database/database.ts';
import type { SealedColumn } from '../../../database/reseal.ts';
import { sha256Of } from '../../../crypto/sha256.ts';

const imageContext = (id: string): string => `lcp-image/${id}`;
const referenceContext = (userId: string): string => `lcp-reference-image/${userId}`;

export const LCP_IMAGES: SealedColumn = { table: 'lcp_image', key: 'id', column: 'sealed', contextOf: imageContext };

export const LCP_REFERENCE_IMAGES: SealedColumn = {
  table: 'lcp_reference_image',
  key: 'user_id',
  column: 'sealed',
  contextOf: referenceContext,
};

/** Answers how the audit trail names it. */
export const storeLcpImage = async (
  tx: Tx,
  { cipher, clock }: { readonly cipher: Cipher; readonly clock: Clock },
  image: { readonly userId: string; readonly kind: 'trusted' | 'probe'; readonly bytes: Uint8Array },
): Promise<AuditImage> => {
  const id = randomUUID();
  const sha256 = sha256Of(image.bytes);
  await tx
    .insertInto('lcp_image')
    .values({
      id,
      user_id: image.userId,
      kind: image.kind,
      sha256,
      sealed: cipher.encrypt(image.bytes, imageContext(id)),
      created_at: clock.now(),
    })
    .execute();
  return { role: image.kind === 'trusted' ? 'REFERENCE' : 'SELFIE', id, sha256 };
};

/** Null when there is none, or none any more. */
export const readLcpImage = async (db: Db, cipher: Cipher, id: string): Promise<Uint8Array | null> => {
  const row = await db.selectFrom('lcp_image').select('sealed').where('id', '=', id).executeTakeFirst();
  return row === undefined || row.sealed === null ? null : cipher.decrypt(row.sealed, imageContext(id));
};

/** Erases the bytes of those made before, or of one user. Returns how many. */
export const eraseLcpImages = async (
  tx: Db,
  which: { readonly before: Date } | { readonly userId: string },
): Promise<number> => {
  const all = tx.updateTable('lcp_image').set({ sealed: null }).where('sealed', 'is not', null);
  const { numUpdatedRows } = await (
    'before' in which
      ? all.where('created_at', '<', which.before)
      : all.where('user_id', 'in', spellingsOf(which.userId))
  ).executeTakeFirst();
  return Number(numUpdatedRows);
};

/** Replaces what the user had before. */
export const storeReferenceImage = async (
  tx: Tx,
  { cipher, clock }: { readonly cipher: Cipher; readonly clock: Clock },
  userId: string,
  bytes: Uint8Array,
): Promise<void> => {
  const values = { sealed: cipher.encrypt(bytes, referenceContext(userId)), created_at: clock.now() };
  await tx
    .insertInto('lcp_reference_image')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute();
};

export const readReferenceImage = async (db: Db, cipher: Cipher, userId: string): Promise<Uint8Array | null> => {
  const row = await db
    .selectFrom('lcp_reference_image')
    .select(['user_id', 'sealed'])
    .where('user_id', 'in', spellingsOf(userId))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : cipher.decrypt(row.sealed, referenceContext(row.user_id));
};

export const deleteReferenceImage = async (tx: Tx, userId: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('lcp_reference_image')
    .where('user_id', 'in', spellingsOf(userId))
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
