import type { Generated, Selectable } from 'kysely';
import type { Json } from '../../../database/json.ts';
import type { BpmClaim } from '../rules.ts';
import type { Challenge } from '../../../check/challenges.ts';

interface BpmUserTable {
  /** `SelfServiceUser.Id`, a whole number as text. */
  id: string;
  pre_registration_id: string | null;
  /** Name and address, encrypted. */
  sealed_profile: Uint8Array;
  seen_at: Date;
}

interface BpmSessionTable {
  id: string;
  user_id: string;
  nonce: string;
  /** base64url of the SPKI; null for a client that does not sign. */
  public_key: string | null;
  created_at: Date;
  expires_at: Date;
  /** When a capture was judged under it: a verdict counts for one record. */
  used_at: Date | null;
  challenges: Json<readonly Challenge[]>;
  is_passive_allowed: boolean;
}

/** Append-only: the database itself refuses a delete, and any update except erasing the origin. */
interface BpmRecordTable {
  id: Generated<number>;
  user_id: string;
  pre_registration_id: string | null;
  session_id: string;
  check_id: string;
  /** The client's claim, where our verdict agrees. */
  is_successful: boolean;
  verification_result: boolean | null;
  /** The client's claim. */
  claim: Json<BpmClaim>;
  image_id: string | null;
  /** Device and address, encrypted; empty once erased. */
  sealed_origin: Uint8Array;
  idempotency_key: string | null;
  /** By the client's clock, but no later than `created_at`. */
  completed_at: Date | null;
  created_at: Date;
}

export interface BpmTables {
  bpm_user: BpmUserTable;
  bpm_session: BpmSessionTable;
  bpm_record: BpmRecordTable;
}

export type BpmUserRow = Selectable<BpmUserTable>;
export type BpmSessionRow = Selectable<BpmSessionTable>;
export type BpmRecordRow = Selectable<BpmRecordTable>;
