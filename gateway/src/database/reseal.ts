/** Encrypts with the present key what another key has encrypted, row by row, while gateways run. */
import { type Kysely, sql } from 'kysely';

/** A column with encrypted bytes. The names are constants: they go into the statement unescaped. */
export interface SealedColumn {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  /** Column for the encryption's context, where it is not the primary key. */
  readonly of?: string;
  readonly contextOf: (of: string) => string;
}

export interface Resealer {
  readonly keyId: Uint8Array;
  encrypt(bytes: Uint8Array, context: string): Uint8Array;
  decrypt(sealed: Uint8Array, context: string): Uint8Array;
}

/** Small, because a batch is locked while it is encrypted. */
const BATCH = 20;

/** Returns how many values were encrypted again. Rejects at the first that no key can open. */
export const reseal = async <Database>(
  db: Kysely<Database>,
  cipher: Resealer,
  { table, key, column, of = key, contextOf }: SealedColumn,
): Promise<number> => {
  // The key's id is behind the version, one byte.
  const isOld = sql`length(${sql.ref(column)}) > 0 and substring(${sql.ref(column)} from 2 for 4) <> ${Buffer.from(cipher.keyId)}`;
  let resealed = 0;
  let last: unknown = null;
  for (;;) {
    const count: number = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ key: unknown; of: string; sealed: Uint8Array }>`
        select ${sql.ref(key)} as key, ${sql.ref(of)}::text as of, ${sql.ref(column)} as sealed from ${sql.table(table)}
        where ${isOld} ${last === null ? sql`` : sql`and ${sql.ref(key)} > ${last}`}
        order by ${sql.ref(key)} limit ${sql.lit(BATCH)} for update`.execute(tx);
      for (const row of rows) {
        const context = contextOf(row.of);
        const sealed = Buffer.from(cipher.encrypt(cipher.decrypt(row.sealed, context), context));
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sealed} where ${sql.ref(key)} = ${row.key}`.execute(
          tx,
        );
        last = row.key;
      }
      return rows.length;
    });
    resealed += count;
    if (count < BATCH) {
      return resealed;
    }
  }
};

/** By the id of the key, hex: how many values it has sealed. */
export const countSeals = async <Database>(
  db: Kysely<Database>,
  { table, column }: SealedColumn,
): Promise<readonly { readonly keyId: string; readonly count: number }[]> => {
  const { rows } = await sql<{ id: string; count: string }>`
    select encode(substring(${sql.ref(column)} from 2 for 4), 'hex') as id, count(*) as count from ${sql.table(table)}
    where length(${sql.ref(column)}) > 0 group by 1`.execute(db);
  return rows.map(({ id, count }) => ({ keyId: id, count: Number(count) }));
};
