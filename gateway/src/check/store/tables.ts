/** Tables that all families share: concluded checks and their pictures. */
import type { Selectable } from 'kysely';
import type { Json } from '../../database/json.ts';
import type { CheckRole, CheckState, Family } from '../check.ts';

interface LivenessCheckTable {
  id: string;
  family: Family;
  tenant: string;
  user_id: string;
  /** The family's own name of it: a session, a submission, a token. */
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
  /** Null once erased. */
  sealed: Uint8Array | null;
  created_at: Date;
  erased_at: Date | null;
}

export interface CheckTables {
  liveness_check: LivenessCheckTable;
  check_image: CheckImageTable;
}

export type LivenessCheckRow = Selectable<LivenessCheckTable>;
