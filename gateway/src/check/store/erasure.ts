/** Erases pictures and measurements of checks. */
import type { Db, Tx } from '../../database/database.ts';
import { spellingsOf } from '../../database/spellings.ts';
import type { CheckRole, Family } from '../check.ts';

/** Small, because other writers of the audit chain wait for the whole batch. */
export const ERASURE_BATCH = 25;

export interface Person {
  readonly family: Family;
  readonly tenant: string;
  readonly userId: string;
}

/** A picture that is not erased, and its check. */
export interface StoredPicture extends Person {
  readonly id: string;
  readonly role: CheckRole;
  readonly sha256: string;
  readonly checkId: string;
}

/** At most a batch, of those made before a time or of one person; locked, skipping rows that another process has locked. */
export const lockPictures = async (
  tx: Tx,
  which: { readonly before: Date } | Person,
): Promise<readonly StoredPicture[]> => {
  const all = tx
    .selectFrom('check_image')
    .innerJoin('liveness_check', 'liveness_check.id', 'check_image.check_id')
    .select([
      'check_image.id',
      'check_image.role',
      'check_image.sha256',
      'liveness_check.id as checkId',
      'liveness_check.family',
      'liveness_check.tenant',
      'liveness_check.user_id as userId',
    ])
    .where('check_image.erased_at', 'is', null)
    .limit(ERASURE_BATCH)
    .forUpdate('check_image')
    .skipLocked();
  const pictures =
    'before' in which
      ? all.where('check_image.created_at', '<', which.before).orderBy('check_image.created_at')
      : all
          .where('liveness_check.family', '=', which.family)
          .where('liveness_check.tenant', '=', which.tenant)
          .where('liveness_check.user_id', 'in', spellingsOf(which.userId));
  // In the order of the audit chains, so that two processes never wait for each other.
  return (await pictures.execute()).toSorted((one, other) => compare(chainOf(one), chainOf(other)));
};

const chainOf = ({ family, tenant }: StoredPicture): string => `${family}/${tenant}`;

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

export const erasePictures = async (tx: Tx, ids: readonly string[], at: Date): Promise<void> => {
  await tx.updateTable('check_image').set({ sealed: null, blob: null, erased_at: at }).where('id', 'in', ids).execute();
};

/** Erases evidence and measurements. Returns the number of checks. */
export const eraseMeasurements = async (db: Db, { family, tenant, userId }: Person): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('liveness_check')
    .set({ evidence: null, device_verdict: null, details: '{}' })
    .where('family', '=', family)
    .where('tenant', '=', tenant)
    .where('user_id', 'in', spellingsOf(userId))
    .executeTakeFirst();
  return Number(numUpdatedRows);
};
