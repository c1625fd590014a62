/** Tables that all families share: the audit trail, concluded checks and their pictures. */
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { CheckRole, CheckState, Family } from '../check.ts';
import type { AuditAction, AuditOutcome } from '../../ports.ts';

type Json<T> = ColumnType<T, string, string>;

/** One row a chain: where it ends, and where retention has cut its beginning off. */
interface AuditChainTable {
  chain: string;
  sequence: number;
  hash: string;
  pruned_sequence: Generated<number>;
  pruned_hash: string;
  /** Over the checkpoint, so that nobody without the key can move it. */
  pruned_mac: string;
}

/** Append-only: the database itself refuses an update, and a delete of what retention has not released. */
interface AuditEntryTable {
  id: string;
  chain: string;
  /** From 1, without gaps. */
  sequence: number;
  at: Date;
  family: Family | 'admin';
  tenant: string;
  actor: string;
  user_id: string | null;
  action: AuditAction;
  outcome: AuditOutcome;
  check_id: string | null;
  images: string;
  detail: string;
  previous_hash: string;
  hash: string;
}

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
  /** What the device signed: stored, never believed. */
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
  audit_chain: AuditChainTable;
  audit_entry: AuditEntryTable;
  liveness_check: LivenessCheckTable;
  check_image: CheckImageTable;
}

export type AuditChainRow = Selectable<AuditChainTable>;
export type AuditEntryRow = Selectable<AuditEntryTable>;
export type LivenessCheckRow = Selectable<LivenessCheckTable>;
