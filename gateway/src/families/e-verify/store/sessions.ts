import type { Insertable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../database/database.ts';
import { spellingsOf } from '../../../database/spellings.ts';
import type { Database } from '../../../tables.ts';
import type { EVerifySessionRow } from './tables.ts';

/** Inserts unless the token names a session of the account already; returns the stored row. Safe for concurrent calls. */
export const openEVerifySession = async (
  tx: Tx,
  session: Insertable<Database['e_verify_session']>,
): Promise<EVerifySessionRow> => {
  await tx
    .insertInto('e_verify_session')
    .values(session)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx
    .selectFrom('e_verify_session')
    .selectAll()
    .where('account', '=', session.account)
    .where('mode', '=', session.mode)
    .where('client_session_token', '=', session.client_session_token)
    .where('is_current', '=', true)
    .executeTakeFirstOrThrow();
};

export const findByClientToken = (
  db: Db,
  account: string,
  mode: EVerifySessionRow['mode'],
  clientSessionToken: string,
): Promise<EVerifySessionRow | undefined> =>
  db
    .selectFrom('e_verify_session')
    .selectAll()
    .where('account', '=', account)
    .where('mode', '=', mode)
    .where('client_session_token', '=', clientSessionToken)
    .where('is_current', '=', true)
    .executeTakeFirst();

/** Makes the client's token no longer name this session. */
export const retireEVerifySession = async (tx: Tx, id: string): Promise<void> => {
  await tx.updateTable('e_verify_session').set({ is_current: false }).where('id', '=', id).execute();
};

export const findEVerifySession = (db: Db, id: string): Promise<EVerifySessionRow | undefined> =>
  db.selectFrom('e_verify_session').selectAll().where('id', '=', id).executeTakeFirst();

export const lockEVerifySession = (tx: Tx, id: string): Promise<EVerifySessionRow | undefined> =>
  tx.selectFrom('e_verify_session').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const updateEVerifySession = async (
  tx: Tx,
  id: string,
  changes: Updateable<Database['e_verify_session']>,
): Promise<void> => {
  await tx.updateTable('e_verify_session').set(changes).where('id', '=', id).execute();
};

/** Deletes sessions made before that time, with their results. Returns how many. */
export const deleteEVerifySessions = async (db: Db, before: Date): Promise<number> => {
  const { numDeletedRows } = await db
    .deleteFrom('e_verify_session')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
};

/** Deletes the sessions of one person, by the name that the partner gave. */
export const deleteEVerifySessionsOf = async (tx: Tx, account: string, clientSessionToken: string): Promise<void> => {
  await tx
    .deleteFrom('e_verify_session')
    .where('account', '=', account)
    .where('client_session_token', 'in', spellingsOf(clientSessionToken))
    .execute();
};
