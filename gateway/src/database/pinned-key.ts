/** The first key of a purpose that no later key can replace. */
import { type Kysely, sql } from 'kysely';

/** Returns the id that was pinned first; without one, `keyId` is pinned. */
export const pinKey = async <Database>(db: Kysely<Database>, purpose: string, keyId: string): Promise<string> => {
  await sql`insert into pinned_key (purpose, key_id) values (${purpose}, ${keyId}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ key_id: string }>`select key_id from pinned_key where purpose = ${purpose}`.execute(db);
  return rows[0]?.key_id ?? keyId;
};
