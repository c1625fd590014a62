/** Finds and erases uploads, signatures and addresses of reference pictures. */
import { sql } from 'kysely';
import type { Db, Tx } from '../../../database/database.ts';
import { spellingsOf } from '../../../database/spellings.ts';

export const ERASURE_BATCH = 25;

/** These partners, or all but these, for those that the configuration no longer names. */
export interface Clients {
  readonly are: 'in' | 'not in';
  readonly ids: readonly string[];
}

interface CoePerson {
  readonly clientId: string;
  readonly userId: string;
}

/** Of one person, whatever their age; locked. */
export const lockUploadsOf = (tx: Tx, { clientId, userId }: CoePerson) =>
  tx
    .selectFrom('document')
    .innerJoin('document_image', 'document_image.document_id', 'document.id')
    .innerJoin('submission', 'submission.id', 'document.submission_id')
    .innerJoin('session', 'session.id', 'submission.session_id')
    .select(['document.id', 'document.type as role', 'document.sha256'])
    .where('session.client_id', '=', clientId)
    .where('session.user_id', 'in', spellingsOf(userId))
    .forUpdate('document_image')
    .execute();

/** At most a batch of those uploaded before; locked. */
export const lockExpiredUploads = (tx: Tx, clients: Clients, before: Date) =>
  selectUploads(tx, clients, before)
    // Work in progress still needs its pictures; it is due the next time.
    .where('submission.status', '<>', 'IN_PROGRESS')
    .orderBy('document.uploaded_at')
    .execute();

/** At most a batch of those uploaded before to an attempt that was never confirmed; locked. */
export const lockAbandonedUploads = (tx: Tx, clients: Clients, before: Date) =>
  selectUploads(tx, clients, before)
    .where('submission.status', '=', 'INITIATED')
    // A condition that holds for all of them, and few others.
    .where('document.status', '=', sql.lit('UPLOADED'))
    .orderBy('document.uploaded_at')
    .execute();

const selectUploads = (tx: Tx, clients: Clients, before: Date) =>
  tx
    .selectFrom('document')
    .innerJoin('document_image', 'document_image.document_id', 'document.id')
    .innerJoin('submission', 'submission.id', 'document.submission_id')
    .innerJoin('session', 'session.id', 'submission.session_id')
    .select([
      'document.id',
      'document.type',
      'document.sha256',
      'submission.id as submissionId',
      'session.id as sessionId',
      'session.client_id',
      'session.user_id',
    ])
    .where('session.client_id', clients.are, clients.ids)
    .where('document.uploaded_at', '<', before)
    .where('document.erased_at', 'is', null)
    .limit(ERASURE_BATCH)
    // Another process may do the same work.
    .forUpdate('document_image')
    .skipLocked();

/** Often a signed link to a person's identity card. */
export const forgetReferences = async (db: Db, clients: Clients, before: Date): Promise<void> => {
  await db
    .updateTable('session')
    .set({ reference_image_url: null })
    .where('client_id', clients.are, clients.ids)
    .where('created_at', '<', before)
    .where('reference_image_url', 'is not', null)
    .execute();
};

/** The address of the reference picture, and what the device signed. */
export const eraseCoePerson = async (tx: Tx, { clientId, userId }: CoePerson): Promise<void> => {
  const users = spellingsOf(userId);
  await tx
    .updateTable('session')
    .set({ reference_image_url: null })
    .where('client_id', '=', clientId)
    .where('user_id', 'in', users)
    .execute();
  await tx
    .updateTable('submission')
    .set({ evidence: null, velocity: null })
    // What a device said of an attack still counts while the attempt is being judged.
    .where('status', '<>', 'IN_PROGRESS')
    .where('session_id', 'in', (eb) =>
      eb.selectFrom('session').select('id').where('client_id', '=', clientId).where('user_id', 'in', users),
    )
    .execute();
};
