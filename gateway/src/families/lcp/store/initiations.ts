/** Tokens that were handed out for verification: single use, bound to their user. Known by their hash only. */
import type { Clock } from '../../../clock.ts';
import type { Db, Tx } from '../../../database/database.ts';
import { spellingsOf } from '../../../database/spellings.ts';
import { sha256Of } from '../../../crypto/sha256.ts';

export interface NewInitiation {
  readonly token: string;
  readonly userId: string;
  readonly provider: string;
  readonly expiresAt: Date | null;
}

export const storeInitiation = async (
  tx: Tx,
  clock: Clock,
  { token, userId, provider, expiresAt }: NewInitiation,
): Promise<void> => {
  await tx
    .insertInto('lcp_initiation')
    .values({
      token_sha256: sha256Of(token),
      user_id: userId,
      provider,
      created_at: clock.now(),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute();
};

/** Whether the user was ever initiated at this provider. */
export const isInitiated = async (db: Db, provider: string, userId: string): Promise<boolean> => {
  const row = await db
    .selectFrom('lcp_initiation')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('provider', '=', provider)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** True for only one of concurrent callers; false for a token that is unknown, another's, expired or used. */
export const claimInitiation = async (
  db: Db,
  clock: Clock,
  { token, userId, provider }: Omit<NewInitiation, 'expiresAt'>,
): Promise<boolean> => {
  const now = clock.now();
  const { numUpdatedRows } = await db
    .updateTable('lcp_initiation')
    .set({ used_at: now })
    .where('token_sha256', '=', sha256Of(token))
    .where('user_id', '=', userId)
    .where('provider', '=', provider)
    .where('used_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Releases a claim whose verification could not be concluded. */
export const releaseInitiation = async (db: Db, token: string): Promise<void> => {
  await db.updateTable('lcp_initiation').set({ used_at: null }).where('token_sha256', '=', sha256Of(token)).execute();
};

export const deleteInitiations = async (db: Db, before: Date): Promise<void> => {
  await db.deleteFrom('lcp_initiation').where('created_at', '<', before).execute();
};

export const deleteInitiationsOf = async (tx: Tx, userId: string): Promise<void> => {
  await tx.deleteFrom('lcp_initiation').where('user_id', 'in', spellingsOf(userId)).execute();
};
