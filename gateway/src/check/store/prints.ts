/** Hashes and descriptions of earlier checks' pictures. Only concluded checks have rows. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../../database/database.ts';
import type { SealedColumn } from '../../database/reseal.ts';
import { spellingsOf } from '../../database/spellings.ts';
import type { Square } from '../../images/copies.ts';
import { bandsOf, hashDistance, type PerceptualHash, probesOf } from '../../images/perceptual-hash.ts';
import type { PicturePrint } from '../../images/picture-print.ts';
import type { Cipher } from '../../images/types.ts';
import type { Person } from './erasure.ts';

const contextOf = (id: string): string => `picture-print/${id}`;

export const PRINT_SQUARES: SealedColumn = { table: 'picture_print', key: 'id', column: 'square', contextOf };

/** Bits of each band that may be inverted in a copy: the least certain ones. */
export const FLIPS = 4;
/** Bits of the hash in which a copy may differ. */
const MAX_DISTANCE = 22;
/** Maximum of rows read for one picture, the newest first, and of squares that it is compared with, the nearest first. */
const MAX_ROWS = 5000;
const MAX_SQUARES = 8;

export interface KnownBy {
  readonly sha256: string;
  /** Null where no face was searched for. */
  readonly print: PicturePrint | null;
}

/**
 * Serialises checks that bring the same picture at the same time. Copies are serialised only where they share a band of
 * the hash.
 */
export const lockPrints = async (tx: Tx, pictures: readonly KnownBy[]): Promise<void> => {
  const names = pictures.flatMap(({ sha256, print }) => [
    sha256,
    ...hashesOf(print).flatMap(({ hex }) => bandsOf(hex).map((value, band) => `${band}/${value}`)),
  ]);
  // In sorted order, so that two transactions never wait for each other: `unnest` returns rows in the order of the array.
  const inOrder = [...new Set(names)].toSorted();
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${inOrder}::text[]) as name`.execute(
    tx,
  );
};

/** Whether a picture with one of these hashes belongs to a check made since. */
export const isKnownExactly = async (db: Db, sha256s: readonly string[], since: Date): Promise<boolean> => {
  const found = await db
    .selectFrom('picture_print')
    .select('id')
    .where('sha256', 'in', sha256s)
    .where('created_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
};

/** Squares of pictures made after `since` that may be copies of this one: at most `MAX_SQUARES`, those with the nearest hashes. */
export const findAlike = async (
  db: Db,
  cipher: Cipher,
  print: PicturePrint,
  since: Date,
): Promise<readonly Square[]> => {
  const hashes = hashesOf(print);
  const found = await db
    .selectFrom('picture_print')
    .select(['id', 'hash'])
    .where('created_at', '>', since)
    .where('hash', 'is not', null)
    .where((eb) => eb.or(BAND_COLUMNS.map((column, band) => eb(column, 'in', valuesOf(hashes, band)))))
    .orderBy('created_at', 'desc')
    .limit(MAX_ROWS)
    .execute();
  const nearest = found
    .map(({ id, hash }) => ({ id, distance: distanceOf(hash ?? '', hashes) }))
    .filter(({ distance }) => distance <= MAX_DISTANCE)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MAX_SQUARES)
    .map(({ id }) => id);
  if (nearest.length === 0) {
    return [];
  }
  const rows = await db
    .selectFrom('picture_print')
    .select(['id', 'square'])
    .where('id', 'in', nearest)
    .where('square', 'is not', null)
    .execute();
  return rows.flatMap(({ id, square }) => (square === null ? [] : [openSquare(cipher, id, square)]));
};

/** Hashes of the picture and of its mirror image. */
const hashesOf = (print: PicturePrint | null): readonly PerceptualHash[] =>
  [print?.plain, print?.mirrored].flatMap((face) => (face === undefined || face === null ? [] : [face.hash]));

const BAND_COLUMNS = ['band0', 'band1', 'band2', 'band3'] as const;

const valuesOf = (hashes: readonly PerceptualHash[], band: number): number[] => [
  ...new Set(hashes.flatMap((hash) => probesOf(hash, FLIPS)[band] ?? [])),
];

const distanceOf = (hash: string, hashes: readonly PerceptualHash[]): number =>
  Math.min(...hashes.map(({ hex }) => hashDistance(hash, hex)));

const openSquare = (cipher: Cipher, id: string, sealed: Uint8Array): Square => {
  const data = cipher.decrypt(sealed, contextOf(id));
  return { side: Math.sqrt(data.length), data };
};

export const insertPrints = async (
  tx: Tx,
  cipher: Cipher,
  check: { readonly id: string; readonly createdAt: Date; readonly knownUntil: Date; readonly faceUntil: Date },
  pictures: readonly KnownBy[],
): Promise<void> => {
  for (const { sha256, print } of pictures) {
    const id = randomUUID();
    const [band0, band1, band2, band3] = print === null ? [] : bandsOf(print.plain.hash.hex);
    await tx
      .insertInto('picture_print')
      .values({
        id,
        check_id: check.id,
        sha256,
        created_at: check.createdAt,
        known_until: check.knownUntil,
        face_until: print === null ? null : check.faceUntil,
        hash: print?.plain.hash.hex ?? null,
        band0: band0 ?? null,
        band1: band1 ?? null,
        band2: band2 ?? null,
        band3: band3 ?? null,
        square: print === null ? null : cipher.encrypt(print.plain.square.data, contextOf(id)),
      })
      .execute();
  }
};

/** Erases descriptions of faces after their retention, and rows after their reuse period. */
export const expirePrints = async (db: Db, now: Date): Promise<void> => {
  await db.deleteFrom('picture_print').where('known_until', '<', now).execute();
  await db.updateTable('picture_print').set(FACELESS).where('face_until', '<', now).execute();
};

/** The same for one person, at once; the exact hashes of their pictures are kept. */
export const erasePrints = async (tx: Tx, { family, tenant, userId }: Person): Promise<void> => {
  await tx
    .updateTable('picture_print')
    .set(FACELESS)
    .where('check_id', 'in', (eb) =>
      eb
        .selectFrom('liveness_check')
        .select('id')
        .where('family', '=', family)
        .where('tenant', '=', tenant)
        .where('user_id', 'in', spellingsOf(userId)),
    )
    .execute();
};

const FACELESS = {
  hash: null,
  band0: null,
  band1: null,
  band2: null,
  band3: null,
  square: null,
  face_until: null,
} as const;
