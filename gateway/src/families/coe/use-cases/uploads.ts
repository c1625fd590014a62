import { keepImage, readImage, storeImage } from '../store/images.ts';
import { getSession } from '../store/sessions.ts';
import { findDocument, lockSubmission } from '../store/submissions.ts';
import type { Deps } from '../../../deps.ts';
import { Refusal } from '../../../check/refusal.ts';
import { usablePicture } from '../../../check/usable-picture.ts';
import { auditCoe } from './audit.ts';
import { sha256Of } from '../../../crypto/sha256.ts';

/** Checks, seals and stores one picture; a later upload to the same place replaces it until the confirm. */
export const storeUpload = async (deps: Deps, documentId: string, bytes: Uint8Array): Promise<void> => {
  const facts = await usablePicture(deps.sniffImage, documentId, bytes);
  const document = await findDocument(deps.db, documentId);
  if (document === undefined) {
    throw new Refusal('forbidden', 'no such place');
  }
  const sha256 = sha256Of(bytes);
  // Before the transaction: megabytes are not sealed or sent while holding a lock.
  const placed = await keepImage(deps.pictures, documentId, bytes);
  await deps.db.transaction().execute(async (tx) => {
    const submission = await lockSubmission(tx, document.submission_id);
    if (submission?.status !== 'INITIATED') {
      throw new Refusal('state-conflict', 'the submission is confirmed');
    }
    await storeImage(tx, documentId, placed, { ...facts, sha256, uploadedAt: deps.clock.now() });
    const session = await getSession(tx, submission.session_id);
    await auditCoe(deps, tx, session, {
      actor: `user:${session.user_id}`,
      action: 'image-stored',
      submissionId: submission.id,
      images: [{ role: document.type, id: documentId, sha256 }],
      detail: { bytes: bytes.length, width: facts.width, height: facts.height },
    });
  });
};

export interface StoredUpload {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Null when the picture was never there or has been erased. */
export const readUpload = async (deps: Deps, documentId: string): Promise<StoredUpload | null> => {
  const document = await findDocument(deps.db, documentId);
  const bytes = document === undefined ? null : await readImage(deps.db, deps.pictures, documentId);
  const contentType = document?.content_type ?? null;
  return bytes === null || contentType === null ? null : { bytes, contentType };
};
