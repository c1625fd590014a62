/** Rows that name objects of the picture store, and the objects that rows no longer name. */
import { type Kysely, sql } from 'kysely';
import type { SealedColumn } from './reseal.ts';

/** A table whose rows have a picture in `sealed` or name it in `blob`. */
export type PictureTable = SealedColumn & { readonly column: 'sealed' };

export interface Placed {
  readonly sealed: Uint8Array | null;
  readonly blob: string | null;
}

/** Small, because the pictures of a batch are in memory together. */
const BATCH = 8;

/** The pictures to store again: those in one of the two places, or the objects that another key has sealed. */
export type Which = 'in-database' | 'in-store' | { readonly notSealedBy: string };

const conditionOf = (which: Which) => {
  if (typeof which === 'object') {
    return sql`blob is not null and split_part(blob, '/', 1) <> ${which.notSealedBy}`;
  }
  return which === 'in-store' ? sql`blob is not null` : sql`sealed is not null`;
};

/**
 * Stores pictures again, by `rekeep`, row by row, while gateways run. Nothing is locked: a row that has changed since it was
 * read is left as it is, and the object that was just made for it is removed. Returns the number of pictures stored again.
 */
export const rekeepPictures = async <Database>(
  db: Kysely<Database>,
  { table, key, contextOf }: PictureTable,
  which: Which,
  rekeep: (found: Placed & { readonly context: string }) => Promise<Placed>,
): Promise<number> => {
  let done = 0;
  let last: unknown = null;
  for (;;) {
    const { rows } = await sql<Placed & { readonly key: string }>`
      select ${sql.ref(key)} as key, sealed, blob from ${sql.table(table)}
      where ${conditionOf(which)} ${last === null ? sql`` : sql`and ${sql.ref(key)} > ${last}`}
      order by ${sql.ref(key)} limit ${sql.lit(BATCH)}`.execute(db);
    const results = await Promise.allSettled(
      rows.map(async (row) => {
        const placed = await rekeep({ sealed: row.sealed, blob: row.blob, context: contextOf(row.key) });
        return replace(db, table, { key, value: row.key }, row, placed);
      }),
    );
    for (const result of results) {
      if (result.status === 'rejected') {
        throw result.reason;
      }
      done += Number(result.value);
    }
    last = rows.at(-1)?.key ?? last;
    if (rows.length < BATCH) {
      return done;
    }
  }
};

const replace = async <Database>(
  db: Kysely<Database>,
  table: string,
  { key, value }: { readonly key: string; readonly value: string },
  former: Placed,
  placed: Placed,
): Promise<boolean> => {
  const isSame = former.blob === null ? sql`sealed = ${Buffer.from(former.sealed ?? [])}` : sql`blob = ${former.blob}`;
  const sealed = placed.sealed === null ? null : Buffer.from(placed.sealed);
  const { numAffectedRows = 0n } = await sql`
    update ${sql.table(table)} set sealed = ${sealed}, blob = ${placed.blob}
    where ${sql.ref(key)} = ${value} and ${isSame}`.execute(db);
  if (numAffectedRows === 0n && placed.blob !== null) {
    await removeLater(db, placed.blob);
  }
  return numAffectedRows > 0n;
};

const removeLater = async <Database>(db: Kysely<Database>, blob: string): Promise<void> => {
  await sql`insert into blob_removal (blob) values (${blob}) on conflict do nothing`.execute(db);
};

/** Numbers of pictures in the database and in the store, over these tables. */
export const countPlaces = async <Database>(
  db: Kysely<Database>,
  tables: readonly PictureTable[],
): Promise<{ readonly database: number; readonly s3: number }> => {
  const counts = { database: 0, s3: 0 };
  for (const { table } of tables) {
    const { rows } = await sql<{ database: string; s3: string }>`
      select count(sealed) as database, count(blob) as s3 from ${sql.table(table)}`.execute(db);
    counts.database += Number(rows[0]?.database ?? 0);
    counts.s3 += Number(rows[0]?.s3 ?? 0);
  }
  return counts;
};

/** Whether the database needs the store: a row names an object, or one is to be removed. */
export const namesBlobs = async <Database>(db: Kysely<Database>, tables: readonly PictureTable[]): Promise<boolean> => {
  for (const table of ['blob_removal', ...tables.map((each) => each.table)]) {
    const { rows } = await sql`select 1 from ${sql.table(table)} where blob is not null limit 1`.execute(db);
    if (rows.length > 0) {
      return true;
    }
  }
  return false;
};

/** The given names that a row still has. */
export const namedBlobs = async <Database>(
  db: Kysely<Database>,
  tables: readonly PictureTable[],
  names: readonly string[],
): Promise<ReadonlySet<string>> => {
  const named = new Set<string>();
  if (names.length === 0) {
    return named;
  }
  for (const { table } of tables) {
    const { rows } = await sql<{ blob: string }>`
      select blob from ${sql.table(table)} where blob in (${sql.join(names)})`.execute(db);
    rows.forEach(({ blob }) => named.add(blob));
  }
  return named;
};

/** Objects that rows no longer name, at most `limit`, the oldest first. */
export const blobsToRemove = async <Database>(db: Kysely<Database>, limit: number): Promise<readonly string[]> => {
  const { rows } = await sql<{ blob: string }>`
    select blob from blob_removal order by since limit ${limit}`.execute(db);
  return rows.map(({ blob }) => blob);
};

/** Called once the store has deleted them. */
export const blobsRemoved = async <Database>(db: Kysely<Database>, names: readonly string[]): Promise<void> => {
  await sql`delete from blob_removal where blob in (${sql.join(names)})`.execute(db);
};

export const countBlobsToRemove = async <Database>(db: Kysely<Database>): Promise<number> => {
  const { rows } = await sql<{ count: string }>`select count(*) as count from blob_removal`.execute(db);
  return Number(rows[0]?.count ?? 0);
};

/** By the id of the key, hex: how many objects it has sealed. */
export const countBlobSeals = async <Database>(
  db: Kysely<Database>,
  { table }: PictureTable,
): Promise<readonly { readonly keyId: string; readonly count: number }[]> => {
  const { rows } = await sql<{ id: string; count: string }>`
    select split_part(blob, '/', 1) as id, count(*) as count from ${sql.table(table)}
    where blob is not null group by 1`.execute(db);
  return rows.map(({ id, count }) => ({ keyId: id, count: Number(count) }));
};
