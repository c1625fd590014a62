/** Tables that all families share: concluded checks and their pictures. */
import type { Generated, Selectable } from 'kysely';
import type { Json } from '../../database/json.ts';
import type { CheckRole, CheckState, Family } from '../check.ts';

interface LivenessCheckTable {
  id: string;
  family: Family;
  tenant: string;
  user_id: string;
  /** The family's id of it: a session, a submission, or a hash of a token. */
  reference: string;
  state: CheckState;
  reason: string | null;
  /** 0..1 */
  score: number | null;
  device_verdict: string | null;
  /** What the device signed: stored, never trusted. */
  evidence: Json<Record<string, unknown>> | null;
  details: Json<Record<string, unknown>>;
  created_at: Date;
}

interface CheckImageTable {
  id: string;
  check_id: string;
  role: CheckRole;
  content_type: string;
  width: number;
  height: number;
  sha256: string;
  /** Null once erased, and where it is in the picture store. */
  sealed: Uint8Array | null;
  blob: string | null;
  created_at: Date;
  erased_at: Date | null;
}

interface PicturePrintTable {
  id: string;
  check_id: string;
  sha256: string;
  created_at: Date;
  /** Until when the picture counts as used. */
  known_until: Date;
  /** Until when the fields below are kept, which describe a face; null once erased. */
  face_until: Date | null;
  /** 16 hex digits. */
  hash: string | null;
  /** Its four pieces of 16 bits, for the index. */
  band0: number | null;
  band1: number | null;
  band2: number | null;
  band3: number | null;
  /** A small square around the face, sealed. */
  square: Uint8Array | null;
}

/** One for each thing that an attempt is counted by. */
interface AttemptTable {
  id: Generated<string>;
  digest: string;
  at: Date;
}

export interface CheckTables {
  attempt: AttemptTable;
  liveness_check: LivenessCheckTable;
  check_image: CheckImageTable;
  picture_print: PicturePrintTable;
}

export type LivenessCheckRow = Selectable<LivenessCheckTable>;
