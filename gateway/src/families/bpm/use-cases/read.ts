/** Data for the BPM self-service queries. Every view of a picture is written to the audit trail. */
import {
  findRecord,
  findUser,
  latestRecord,
  listRecords,
  originContext,
  picturesThere,
  profileOf,
  type RecordFilter,
} from '../store/records.ts';
import { type CheckPicture, checkReason, readCheckImage } from '../../../check/store/checks.ts';
import type { BpmRecordRow } from '../store/tables.ts';
import type { BpmProfile } from '../tokens.ts';
import { hasCompleted, type RecordFacts } from '../rules.ts';
import type { Total } from '../../../database/total.ts';
import type { Cipher } from '../../../images/types.ts';
import type { BpmDeps } from './submission.ts';

export const factsOf = ({ cipher }: BpmDeps, row: BpmRecordRow, hasImage: boolean): RecordFacts => {
  const { deviceInfo, clientIp } = originOf(cipher, row);
  return {
    id: row.id,
    sessionId: row.session_id,
    isSuccessful: row.is_successful,
    verificationResult: row.verification_result,
    claim: row.claim,
    completedAt: row.completed_at,
    createdAt: row.created_at,
    deviceInfo,
    clientIp,
    hasImage,
  };
};

const originOf = (cipher: Cipher, row: BpmRecordRow): Pick<RecordFacts, 'deviceInfo' | 'clientIp'> => {
  if (row.sealed_origin.length === 0) {
    return { deviceInfo: null, clientIp: null };
  }
  const text = Buffer.from(cipher.decrypt(row.sealed_origin, originContext(row.check_id))).toString();
  return JSON.parse(text) as { deviceInfo: string; clientIp: string | null };
};

/** `passed`, or why the record did not: the check's reason, or that the client itself claimed a failure. */
export const reasonOf = async ({ db }: BpmDeps, row: BpmRecordRow): Promise<string> => {
  const reason = await checkReason(db, row.check_id);
  return reason ?? (row.is_successful && row.verification_result === true ? 'passed' : 'reported-failure');
};

export interface LivenessStanding {
  readonly completed: boolean;
  /** The record that decides; null when liveness is not completed. */
  readonly record: BpmRecordRow | null;
}

export const standingOf = async ({ db }: BpmDeps, userId: string): Promise<LivenessStanding> => {
  const latest = await latestRecord(db, userId);
  const completed = hasCompleted(latest);
  return { completed, record: completed && latest !== undefined ? latest : null };
};

export interface UserLiveness {
  readonly profile: BpmProfile;
  readonly completed: boolean;
  readonly record: RecordFacts | null;
  /** Data URI. */
  readonly image: string | null;
}

/** Null for an unknown user. `actor` is the reader, for the audit trail. */
export const readUser = async (deps: BpmDeps, userId: string, actor: string): Promise<UserLiveness | null> => {
  const user = await findUser(deps.db, userId);
  if (user === undefined) {
    return null;
  }
  const { completed, record } = await standingOf(deps, userId);
  const picture = await lookAt(deps, userId, record, actor);
  return {
    profile: profileOf(deps.cipher, user),
    completed,
    record: record === null ? null : factsOf(deps, record, picture !== null),
    image: dataUriOf(picture),
  };
};

export interface LivenessRecord {
  readonly row: BpmRecordRow;
  readonly facts: RecordFacts;
  /** Data URI. */
  readonly image: string | null;
}

/** One record with any outcome; null when there is none. `actor` is the reader. */
export const readRecord = async (deps: BpmDeps, id: number, actor: string): Promise<LivenessRecord | null> => {
  const row = await findRecord(deps.db, id);
  if (row === undefined) {
    return null;
  }
  const picture = await lookAt(deps, row.user_id, row, actor);
  return { row, facts: factsOf(deps, row, picture !== null), image: dataUriOf(picture) };
};

/** Returns the record's picture, after its audit entry is written: a read that cannot be recorded is refused. */
const lookAt = async (
  { db, pictures, audit, bpm }: BpmDeps,
  userId: string,
  record: BpmRecordRow | null,
  actor: string,
): Promise<CheckPicture | null> => {
  const imageId = record?.image_id ?? null;
  const picture = imageId === null ? null : await readCheckImage(db, pictures, imageId);
  await db.transaction().execute((tx) =>
    audit.append(tx, {
      family: 'bpm',
      tenant: bpm.issuer,
      actor,
      userId,
      action: picture === null ? 'record-viewed' : 'image-viewed',
      ...(record === null ? {} : { checkId: record.check_id }),
      ...(picture === null ? {} : { images: [{ role: picture.role, id: picture.id, sha256: picture.sha256 }] }),
    }),
  );
  return picture;
};

const dataUriOf = (picture: CheckPicture | null): string | null =>
  picture === null ? null : `data:${picture.contentType};base64,${Buffer.from(picture.bytes).toString('base64')}`;

export interface PageWish {
  readonly pageNumber: number;
  readonly pageSize: number;
  readonly after?: number | undefined;
}

export interface RecordPage extends Total {
  readonly records: readonly { readonly row: BpmRecordRow; readonly facts: RecordFacts }[];
  /** For the next page; null when this was the last. */
  readonly next: number | null;
}

/** `pageNumber` from 1; ignored when the page begins `after` a record. */
export const readRecords = async (
  deps: BpmDeps,
  filter: RecordFilter,
  { pageNumber, pageSize, after }: PageWish,
): Promise<RecordPage> => {
  const offset = after === undefined ? (pageNumber - 1) * pageSize : 0;
  const { rows, there, ...page } = await deps.lists.read(async (db) => {
    const found = await listRecords(db, filter, { limit: pageSize, offset, after });
    const ids = found.rows.flatMap(({ image_id }) => (image_id === null ? [] : [image_id]));
    return { ...found, there: await picturesThere(db, ids) };
  });
  const records = rows.map((row) => ({
    row,
    facts: factsOf(deps, row, row.image_id !== null && there.has(row.image_id)),
  }));
  return { records, ...page };
};
