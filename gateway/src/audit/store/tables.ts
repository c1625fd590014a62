import type { Generated, Selectable } from 'kysely';
import type { Family } from '../../check/check.ts';
import type { AuditAction, AuditOutcome } from '../types.ts';

/** One row for each chain: its last entry, and the checkpoint up to which retention has removed entries. */
interface AuditChainTable {
  chain: string;
  sequence: number;
  hash: string;
  pruned_sequence: Generated<number>;
  pruned_hash: string;
  /** HMAC of the checkpoint, so that it cannot be moved without the key. */
  pruned_mac: string;
}

/** Append-only: triggers reject updates, and deletes of entries after the checkpoint. */
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

export interface AuditTables {
  audit_chain: AuditChainTable;
  audit_entry: AuditEntryTable;
}

export type AuditChainRow = Selectable<AuditChainTable>;
export type AuditEntryRow = Selectable<AuditEntryTable>;
