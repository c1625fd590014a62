import { type Insertable, sql } from 'kysely';
import type { BpmCaller, BpmProfile } from '../tokens.ts';
import type { Cipher } from '../../../images/types.ts';
import type { Clock } from '../../../clock.ts';
import { countUpTo } from '../../../database/count.ts';
import type { Total } from '../../../database/total.ts';
import type { Db, Tx } from '../../../database/database.ts';
import type { SealedColumn } from '../../../database/reseal.ts';
import type { Database } from '../../../tables.ts';
import type { BpmRecordRow, BpmSessionRow, BpmUserRow } from './tables.ts';

const profileContext = (userId: string): string => `bpm-user/${userId}`;

export const originContext = (checkId: string): string => `bpm-origin/${checkId}`;

export const BPM_PROFILES: SealedColumn = {
  table: 'bpm_user',
  key: 'id',
  column: 'sealed_profile',
  contextOf: profileContext,
};

export const BPM_ORIGINS: SealedColumn = {
  table: 'bpm_record',
  key: 'id',
  column: 'sealed_origin',
  of: 'check_id',
  contextOf: originContext,
};

/** Stores the user's claims of the token and locks the row, which serialises the records of one user. */
export const lockUser = async (
  tx: Tx,
  cipher: Cipher,
  clock: Clock,
  { userId, preRegistrationId, profile }: BpmCaller & { readonly userId: string },
): Promise<void> => {
  const values = {
    pre_registration_id: preRegistrationId,
    sealed_profile: cipher.encrypt(Buffer.from(JSON.stringify(profile)), profileContext(userId)),
    seen_at: clock.now(),
  };
  await tx
    .insertInto('bpm_user')
    .values({ id: userId, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
};

const NOBODY: BpmProfile = {
  emailAddress: null,
  userId2: null,
  firstName: null,
  lastName: null,
  middleName: null,
  displayName: null,
};

/** Erases the user's profile; the row stays. */
export const eraseBpmProfile = async (tx: Tx, cipher: Cipher, userId: string): Promise<void> => {
  const sealed = cipher.encrypt(Buffer.from(JSON.stringify(NOBODY)), profileContext(userId));
  await tx.updateTable('bpm_user').set({ sealed_profile: sealed }).where('id', '=', userId).execute();
};

/** Erases device, address and place of the user's records. */
export const eraseBpmOrigins = async (tx: Tx, userId: string): Promise<void> => {
  await tx
    .updateTable('bpm_record')
    .set({ sealed_origin: new Uint8Array(), claim: sql`claim - 'imagePath'` })
    .where('user_id', '=', userId)
    .execute();
};

export const findUser = (db: Db, userId: string): Promise<BpmUserRow | undefined> =>
  db.selectFrom('bpm_user').selectAll().where('id', '=', userId).executeTakeFirst();

export const profileOf = (cipher: Cipher, { id, sealed_profile }: BpmUserRow): BpmProfile =>
  JSON.parse(Buffer.from(cipher.decrypt(sealed_profile, profileContext(id))).toString()) as BpmProfile;

/** Inserts unless the id is taken; returns the stored row. */
export const openBpmSession = async (tx: Tx, session: Insertable<Database['bpm_session']>): Promise<BpmSessionRow> => {
  await tx
    .insertInto('bpm_session')
    .values(session)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return tx.selectFrom('bpm_session').selectAll().where('id', '=', session.id).executeTakeFirstOrThrow();
};

export const findBpmSession = (db: Db, id: string): Promise<BpmSessionRow | undefined> =>
  db.selectFrom('bpm_session').selectAll().where('id', '=', id).executeTakeFirst();

/** Marks the session as used; false when another record was first. */
export const useBpmSession = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('bpm_session')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export const insertRecord = (tx: Tx, record: Insertable<Database['bpm_record']>): Promise<BpmRecordRow> =>
  tx.insertInto('bpm_record').values(record).returningAll().executeTakeFirstOrThrow();

export const findRecordByKey = (db: Db, userId: string, key: string): Promise<BpmRecordRow | undefined> =>
  db
    .selectFrom('bpm_record')
    .selectAll()
    .where('user_id', '=', userId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

export const findRecord = (db: Db, id: number): Promise<BpmRecordRow | undefined> =>
  db.selectFrom('bpm_record').selectAll().where('id', '=', id).executeTakeFirst();

export const latestRecord = (db: Db, userId: string): Promise<BpmRecordRow | undefined> =>
  db
    .selectFrom('bpm_record')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export interface RecordFilter {
  readonly preRegistrationId?: string | undefined;
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** Newest first, also to be counted: the index of that order holds all that counting reads. */
const selectRecords = (db: Db, { preRegistrationId, userId, sessionId }: RecordFilter) => {
  let query = db.selectFrom('bpm_record');
  query = preRegistrationId === undefined ? query : query.where('pre_registration_id', '=', preRegistrationId);
  query = userId === undefined ? query : query.where('user_id', '=', userId);
  query = sessionId === undefined ? query : query.where('session_id', '=', sessionId);
  return query.orderBy('id', 'desc');
};

export interface RecordPlace {
  readonly limit: number;
  readonly offset: number;
  /** Only records older than this one. */
  readonly after?: number | undefined;
}

/** Newest first. `next`: the last record of the page, when there are more. */
export const listRecords = async (
  db: Db,
  filter: RecordFilter,
  { limit, offset, after }: RecordPlace,
): Promise<Total & { readonly rows: readonly BpmRecordRow[]; readonly next: number | null }> => {
  let page = selectRecords(db, filter).selectAll();
  page = after === undefined ? page : page.where('id', '<', after);
  const found = await page
    .limit(limit + 1)
    .offset(offset)
    .execute();
  const rows = found.slice(0, limit);
  const total = await countUpTo(db, selectRecords(db, filter));
  return { rows, ...total, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
};

/** Which of these pictures still have their bytes. */
export const picturesThere = async (db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) {
    return new Set();
  }
  const rows = await db
    .selectFrom('check_image')
    .select('id')
    .where('id', 'in', ids)
    .where('erased_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
};
