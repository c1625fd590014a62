import { DOCUMENT_TYPES } from 'lifesign/contract';
import type { Insertable, Updateable } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../../../database/database.ts';
import type { Database } from '../../../tables.ts';
import type { DocumentRow, SubmissionRow } from './tables.ts';

export const findSubmission = (db: Db, id: string): Promise<SubmissionRow | undefined> =>
  db.selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst();

export const lockSubmission = (tx: Tx, id: string): Promise<SubmissionRow | undefined> =>
  tx.selectFrom('submission').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The newest attempt of a session. */
export const lastSubmission = (db: Db, sessionId: string): Promise<SubmissionRow | undefined> =>
  db
    .selectFrom('submission')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Inserts a submission with one pending document for each picture. */
export const insertSubmission = async (tx: Tx, submission: Insertable<Database['submission']>): Promise<void> => {
  await tx.insertInto('submission').values(submission).execute();
  await tx
    .insertInto('document')
    .values(
      DOCUMENT_TYPES.map((type) => ({
        id: randomUUID(),
        submission_id: submission.id,
        type,
        status: 'PENDING' as const,
      })),
    )
    .execute();
};

export const updateSubmission = async (
  tx: Tx,
  id: string,
  changes: Updateable<Database['submission']>,
): Promise<void> => {
  await tx.updateTable('submission').set(changes).where('id', '=', id).execute();
};

export const documentsOf = (db: Db, submissionId: string): Promise<DocumentRow[]> =>
  db.selectFrom('document').selectAll().where('submission_id', '=', submissionId).orderBy('type', 'desc').execute();

export const findDocument = (db: Db, id: string): Promise<DocumentRow | undefined> =>
  db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();

export const setDocumentStatus = async (tx: Tx, submissionId: string, status: DocumentRow['status']): Promise<void> => {
  await tx
    .updateTable('document')
    .set({ status })
    .where('submission_id', '=', submissionId)
    // A document that was never uploaded stays PENDING whatever the verdict is.
    .where('status', '<>', 'PENDING')
    .execute();
};
