/** Encrypted picture bytes. The record is the context of the encryption: a blob moved to another record does not decrypt. */
import type { DocumentType } from 'lifesign/contract';
import type { Cipher, ImageFacts } from '../../../images/types.ts';
import type { Db, Tx } from '../../../database/database.ts';
import type { SealedColumn } from '../../../database/reseal.ts';

const contextOf = (documentId: string): string => `document/${documentId}`;

export const DOCUMENT_IMAGES: SealedColumn = {
  table: 'document_image',
  key: 'document_id',
  column: 'sealed',
  contextOf,
};

export interface StoredImage extends ImageFacts {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly uploadedAt: Date;
}

export const sealImage = (cipher: Cipher, documentId: string, bytes: Uint8Array): Uint8Array =>
  cipher.encrypt(bytes, contextOf(documentId));

/** Replaces the earlier picture of the document. */
export const storeImage = async (
  tx: Tx,
  documentId: string,
  sealed: Uint8Array,
  image: Omit<StoredImage, 'bytes'>,
): Promise<void> => {
  await tx
    .insertInto('document_image')
    .values({ document_id: documentId, sealed })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet({ sealed }))
    .execute();
  await tx
    .updateTable('document')
    .set({
      status: 'UPLOADED',
      content_type: image.contentType,
      width: image.width,
      height: image.height,
      sha256: image.sha256,
      uploaded_at: image.uploadedAt,
    })
    .where('id', '=', documentId)
    .execute();
};

/** Null when it never existed or is erased. */
export const readImage = async (db: Db, cipher: Cipher, documentId: string): Promise<Uint8Array | null> => {
  const row = await db
    .selectFrom('document_image')
    .select('sealed')
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return row === undefined ? null : cipher.decrypt(row.sealed, contextOf(documentId));
};

export const readImages = async (
  db: Db,
  cipher: Cipher,
  submissionId: string,
): Promise<Partial<Record<DocumentType, Uint8Array>>> => {
  const rows = await db
    .selectFrom('document_image')
    .innerJoin('document', 'document.id', 'document_image.document_id')
    .select(['document.id', 'document.type', 'document_image.sealed'])
    .where('document.submission_id', '=', submissionId)
    .execute();
  return Object.fromEntries(rows.map(({ id, type, sealed }) => [type, cipher.decrypt(sealed, contextOf(id))]));
};

/** Erases the pictures of a submission that another launch takes over. */
export const clearImages = async (tx: Tx, submissionId: string): Promise<void> => {
  await tx
    .deleteFrom('document_image')
    .where('document_id', 'in', (eb) =>
      eb.selectFrom('document').select('id').where('submission_id', '=', submissionId),
    )
    .execute();
  await tx
    .updateTable('document')
    .set({ status: 'PENDING', content_type: null, width: null, height: null, sha256: null, uploaded_at: null })
    .where('submission_id', '=', submissionId)
    .execute();
};

/** Deletes the bytes of these documents. Their hashes stay, except where a new upload is still possible. */
export const eraseDocumentImages = async (tx: Tx, ids: readonly string[], at: Date): Promise<void> => {
  await tx.deleteFrom('document_image').where('document_id', 'in', ids).execute();
  await tx.updateTable('document').set({ erased_at: at }).where('id', 'in', ids).execute();
  // A document that may still be uploaded must not look uploaded.
  await tx
    .updateTable('document')
    .set({ status: 'PENDING', sha256: null, uploaded_at: null, erased_at: null })
    .where('id', 'in', ids)
    .where('submission_id', 'in', (eb) => eb.selectFrom('submission').select('id').where('status', '=', 'INITIATED'))
    .execute();
};
