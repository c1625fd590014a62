import { randomUUID } from 'node:crypto';
import { type ApiKeyMode, createApiKey, hashApiKey } from '../api-key.ts';
import type { EVerifyProduct } from '../config.ts';
import type { Clock } from '../../../clock.ts';
import type { Db } from '../../../database/database.ts';
import type { ApiKeyRow } from './tables.ts';

export interface NewApiKey {
  readonly account: string;
  readonly mode: ApiKeyMode;
  readonly products: readonly EVerifyProduct[];
}

/** Stores the hash of a new key. The key itself is only in the answer. */
export const issueApiKey = async (
  db: Db,
  clock: Clock,
  { account, mode, products }: NewApiKey,
): Promise<{ readonly id: string; readonly key: string }> => {
  const key = createApiKey(mode);
  const id = randomUUID();
  await db
    .insertInto('api_key')
    .values({
      id,
      account,
      mode,
      products: JSON.stringify(products),
      key_sha256: hashApiKey(key),
      created_at: clock.now(),
      revoked_at: null,
    })
    .execute();
  return { id, key };
};

/** A key in force. */
export const findApiKey = (db: Db, sha256: string): Promise<ApiKeyRow | undefined> =>
  db
    .selectFrom('api_key')
    .selectAll()
    .where('key_sha256', '=', sha256)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();

export const listApiKeys = (db: Db): Promise<ApiKeyRow[]> =>
  db.selectFrom('api_key').selectAll().orderBy('created_at').execute();

/** The key's account; null when there is no such key, or none in force. */
export const revokeApiKey = async (db: Db, clock: Clock, id: string): Promise<string | null> => {
  const row = await db
    .updateTable('api_key')
    .set({ revoked_at: clock.now() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('account')
    .executeTakeFirst();
  return row?.account ?? null;
};
