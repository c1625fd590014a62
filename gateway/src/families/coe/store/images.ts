/** Uploaded pictures. The seal is bound to the record: a picture moved to another record does not decrypt. */
import type { DocumentType } from 'lifesign/contract';
import type { ImageFacts, PictureStore, PlacedPicture } from '../../../images/types.ts';
import type { Db, Tx } from '../../../database/database.ts';
import type { PictureTable } from '../../../database/blobs.ts';

const contextOf = (documentId: string): string => `document/${documentId}`;

export const DOCUMENT_IMAGES: PictureTable = {
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

export const keepImage = (pictures: PictureStore, documentId: string, bytes: Uint8Array): Promise<PlacedPicture> =>
  pictures.keep(bytes, contextOf(documentId));

/** Replaces the earlier picture of the document. */
export const storeImage = async (
  tx: Tx,
  documentId: string,
  { sealed, blob }: PlacedPicture,
  image: Omit<StoredImage, 'bytes'>,
): Promise<void> => {
  await tx
    .insertInto('document_image')
    .values({ document_id: documentId, sealed, blob })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet({ sealed, blob }))
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
export const readImage = (db: Db, pictures: PictureStore, documentId: string): Promise<Uint8Array | null> =>
  pictures.read(async () => {
    const row = await db
      .selectFrom('document_image')
      .select(['sealed', 'blob'])
      .where('document_id', '=', documentId)
      .executeTakeFirst();
    return row && { ...row, context: contextOf(documentId) };
  });

export const readImages = async (
  db: Db,
  pictures: PictureStore,
  submissionId: string,
): Promise<Partial<Record<DocumentType, Uint8Array>>> => {
  const documents = await db
    .selectFrom('document')
    .select(['id', 'type'])
    .where('submission_id', '=', submissionId)
    .execute();
  const images = await Promise.all(
    documents.map(async ({ id, type }) => [type, await readImage(db, pictures, id)] as const),
  );
  return Object.fromEntries(images.flatMap(([type, bytes]) => (bytes === null ? [] : [[type, bytes]])));
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
