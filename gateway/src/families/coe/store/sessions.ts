import type { Db, Tx } from '../../../database/database.ts';
import type { Database } from '../../../tables.ts';
import type { SessionRow } from './tables.ts';
import type { Insertable } from 'kysely';

export type NewSession = Omit<Insertable<Database['session']>, 'attempts'>;

export const findSession = (db: Db, clientId: string, partnerSessionId: string): Promise<SessionRow | undefined> =>
  db
    .selectFrom('session')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('partner_session_id', '=', partnerSessionId)
    .executeTakeFirst();

/** Every change of a session's state takes this lock first, submissions second: one order avoids deadlocks. */
export const lockSession = (tx: Tx, clientId: string, partnerSessionId: string): Promise<SessionRow | undefined> =>
  tx
    .selectFrom('session')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('partner_session_id', '=', partnerSessionId)
    .forUpdate()
    .executeTakeFirst();

/** Inserts unless the pair exists, then locks the row: safe when two requests open the same session at once. */
export const openSession = async (tx: Tx, session: NewSession): Promise<SessionRow> => {
  await tx
    .insertInto('session')
    .values(session)
    .onConflict((conflict) => conflict.constraint('session_partner_session').doNothing())
    .execute();
  const row = await lockSession(tx, session.client_id, session.partner_session_id);
  if (row === undefined) {
    throw new Error('A session vanished between insert and lock');
  }
  return row;
};

export const getSession = (db: Db, id: string): Promise<SessionRow> =>
  db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export const setReferenceImage = async (
  tx: Tx,
  id: string,
  url: string,
  type: SessionRow['reference_image_type'],
): Promise<void> => {
  const image = { reference_image_url: url, reference_image_type: type };
  await tx.updateTable('session').set(image).where('id', '=', id).execute();
};

export const countAttempt = async (tx: Tx, id: string): Promise<void> => {
  await tx
    .updateTable('session')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
};

/** Only the first key that is seen for an SDK session is accepted. */
export const registerLaunchKey = async (
  tx: Tx,
  key: {
    readonly session_id: string;
    readonly sdk_session_id: string;
    readonly public_key: string;
    readonly created_at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('sdk_key')
    .values(key)
    .onConflict((conflict) => conflict.columns(['session_id', 'sdk_session_id']).doNothing())
    .execute();
};

export const findLaunchKey = async (db: Db, sessionId: string, sdkSessionId: string): Promise<string | null> => {
  const row = await db
    .selectFrom('sdk_key')
    .select('public_key')
    .where('session_id', '=', sessionId)
    .where('sdk_session_id', '=', sdkSessionId)
    .executeTakeFirst();
  return row?.public_key ?? null;
};
