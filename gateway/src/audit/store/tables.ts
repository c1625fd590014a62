import type { Generated, Selectable } from 'kysely';
import type { Family } from '../../check/check.ts';
import type { AuditAction, AuditOutcome } from '../types.ts';

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

export interface AuditTables {
  audit_chain: AuditChainTable;
  audit_entry: AuditEntryTable;
}

export type AuditChainRow = Selectable<AuditChainTable>;
export type AuditEntryRow = Selectable<AuditEntryTable>;
