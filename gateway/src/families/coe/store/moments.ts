/** The small frames of attempts that are being judged, sealed; deleted afterwards. */
import { type JudgedFrames, NO_FRAMES } from '../../../check/frames.ts';
import { drawTints } from '../../../check/light.ts';
import { spellingsOf } from '../../../database/spellings.ts';
import type { Db, Tx } from '../../../database/database.ts';
import type { SealedColumn } from '../../../database/reseal.ts';
import type { Cipher } from '../../../images/types.ts';

const contextOf = (submissionId: string): string => `moments/${submissionId}`;

export const SUBMISSION_MOMENTS: SealedColumn = {
  table: 'submission_moments',
  key: 'submission_id',
  column: 'sealed',
  contextOf,
};

/** Each frame after its length, four bytes. */
const packed = (frames: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(
    frames.flatMap((frame) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(frame.length);
      return [length, frame];
    }),
  );

const unpacked = (bytes: Uint8Array): readonly Uint8Array[] => {
  const all = Buffer.from(bytes);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < all.length;) {
    const end = at + 4 + all.readUInt32BE(at);
    frames.push(new Uint8Array(all.subarray(at + 4, end)));
    at = end;
  }
  return frames;
};

/** Nothing where none are judged. An empty frame stands between those of moments and those of light. */
export const storeFrames = async (
  tx: Tx,
  cipher: Cipher,
  {
    submissionId,
    frames: { moments, light },
    at,
  }: { readonly submissionId: string; readonly frames: JudgedFrames; readonly at: Date },
): Promise<void> => {
  if (moments !== null || light !== null) {
    const frames = [...(moments ?? []), ...(light === null ? [] : [new Uint8Array(), ...light.frames])];
    const sealed = cipher.encrypt(packed(frames), contextOf(submissionId));
    await tx.insertInto('submission_moments').values({ submission_id: submissionId, sealed, created_at: at }).execute();
  }
};

/** What was stored under the nonce that drew it. */
export const readFrames = async (
  db: Db,
  cipher: Cipher,
  { id: submissionId, nonce }: { readonly id: string; readonly nonce: string },
): Promise<JudgedFrames> => {
  const row = await db
    .selectFrom('submission_moments')
    .select('sealed')
    .where('submission_id', '=', submissionId)
    .executeTakeFirst();
  if (row === undefined) {
    return NO_FRAMES;
  }
  const frames = unpacked(cipher.decrypt(row.sealed, contextOf(submissionId)));
  const border = frames.findIndex(({ length }) => length === 0);
  const moments = border === -1 ? frames : frames.slice(0, border);
  return {
    moments: moments.length === 0 ? null : moments,
    light: border === -1 ? null : { tints: drawTints(nonce), frames: frames.slice(border + 1) },
  };
};

export const deleteMoments = async (tx: Tx, submissionId: string): Promise<void> => {
  await tx.deleteFrom('submission_moments').where('submission_id', '=', submissionId).execute();
};

/** Removes the frames of attempts that never ended. */
export const expireMoments = async (db: Db, before: Date): Promise<void> => {
  await db.deleteFrom('submission_moments').where('created_at', '<', before).execute();
};

export const deleteMomentsOf = async (
  tx: Tx,
  { clientId, userId }: { readonly clientId: string; readonly userId: string },
): Promise<void> => {
  await tx
    .deleteFrom('submission_moments')
    .where('submission_id', 'in', (eb) =>
      eb
        .selectFrom('submission')
        .innerJoin('session', 'session.id', 'submission.session_id')
        .select('submission.id')
        .where('session.client_id', '=', clientId)
        .where('session.user_id', 'in', spellingsOf(userId)),
    )
    .execute();
};
