import type { Family } from '../../check/check.ts';
import type { Db, Tx } from '../../database/database.ts';
import type { HandoffSide } from '../handoff.ts';
import type { HandoffRow } from './tables.ts';

export type NewHandoff = Omit<HandoffRow, 'redeemed_at' | 'ended_at' | 'ended_by'>;

export const insertHandoff = async (tx: Tx, handoff: NewHandoff): Promise<void> => {
  await tx.insertInto('handoff').values(handoff).execute();
};

export const findHandoff = (db: Db, id: string): Promise<HandoffRow | undefined> =>
  db.selectFrom('handoff').selectAll().where('id', '=', id).executeTakeFirst();

export const findHandoffByCode = (db: Db, family: Family, codeSha256: string): Promise<HandoffRow | undefined> =>
  db
    .selectFrom('handoff')
    .selectAll()
    .where('family', '=', family)
    .where('code_sha256', '=', codeSha256)
    .executeTakeFirst();

/** True for only one of concurrent callers. */
export const redeemHandoff = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('handoff')
    .set({ redeemed_at: now })
    .where('id', '=', id)
    .where('redeemed_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** False when it has ended already. */
export const endHandoff = async (tx: Tx, id: string, by: HandoffSide, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('handoff')
    .set({ ended_at: now, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Ends those of a session that have not ended: a new link replaces earlier ones. */
export const endHandoffsOf = async (
  tx: Tx,
  { family, sessionId }: { readonly family: Family; readonly sessionId: string },
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('handoff')
    .set({ ended_at: now, ended_by: 'computer' })
    .where('family', '=', family)
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
};

export const deleteHandoffs = async (db: Db, before: Date): Promise<void> => {
  await db.deleteFrom('handoff').where('expires_at', '<', before).execute();
};
