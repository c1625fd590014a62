/** Sign-ins to the admin page that were ended early, kept until they would have expired. */
import type { AdminSignIn } from '../session.ts';
import type { Db } from '../../database/database.ts';

/** Idempotent. Removes expired ones. */
export const endSignIn = async (db: Db, { id, expiresAt }: AdminSignIn, now: Date): Promise<void> => {
  await db.deleteFrom('admin_sign_out').where('expires_at', '<', now).execute();
  await db
    .insertInto('admin_sign_out')
    .values({ token_id: id, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const isSignInEnded = async (db: Db, { id }: AdminSignIn): Promise<boolean> =>
  (await db.selectFrom('admin_sign_out').select('token_id').where('token_id', '=', id).executeTakeFirst()) !==
  undefined;
