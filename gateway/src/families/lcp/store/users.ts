/** Administrators in tables that are the product's own, filled by SQL as its documentation has it. */
import type { Db } from '../../../database/database.ts';

export interface StoredUser {
  readonly password: string;
  readonly authorities: readonly string[];
}

/** One that is enabled, under any of these spellings of its name. */
export const findStoredUser = async (db: Db, names: readonly string[]): Promise<StoredUser | null> => {
  const row = await db
    .selectFrom('lcp_user')
    .select(['username', 'password'])
    .where('username', 'in', names)
    .where('enabled', '=', true)
    .executeTakeFirst();
  if (row === undefined) {
    return null;
  }
  const rows = await db.selectFrom('lcp_authority').select('authority').where('username', '=', row.username).execute();
  return { password: row.password, authorities: rows.map(({ authority }) => authority) };
};
