/** Types of the audit trail. Independent of SQL. */
import type { CheckRole, Family } from '../check/check.ts';
import type { Total } from '../database/total.ts';
import type { AuditHead } from './audit-head.ts';

export type AuditAction =
  | 'session-opened'
  | 'attempt-opened'
  | 'image-stored'
  | 'image-refused'
  | 'attempt-confirmed'
  | 'attempt-refused'
  | 'verdict'
  | 'handoff-made'
  | 'handoff-redeemed'
  | 'handoff-refused'
  | 'handoff-ended'
  | 'images-erased'
  | 'person-erased'
  | 'record-stored'
  | 'record-viewed'
  | 'image-viewed'
  | 'signed-in'
  | 'sign-in-refused'
  | 'audit-pruned'
  | 'initiation-requested'
  | 'reference-image-fetched'
  | 'probe-image-recorded'
  | 'verification-requested'
  | 'verification-refused'
  | 'face-matched'
  | 'api-key-issued'
  | 'api-key-revoked';

/** `done` for actions without a verdict. */
export type AuditOutcome = 'done' | 'accepted' | 'rejected' | 'refused' | 'failed';

/** A picture by role, id and digest; its bytes are stored encrypted elsewhere and may be erased. */
export interface AuditImage {
  readonly role: CheckRole;
  readonly id: string;
  readonly sha256: string;
}

export interface NewAuditEntry {
  /** `admin` for actions outside the families, such as sign-ins. */
  readonly family: Family | 'admin';
  /** The owner of the users: a client id, an account, an issuer. Family and tenant identify the chain. */
  readonly tenant: string;
  /** `partner:<client>`, `user:<id>`, `admin:<name>` or `gateway`. */
  readonly actor: string;
  readonly userId: string | null;
  readonly action: AuditAction;
  readonly outcome?: AuditOutcome;
  /** The id of the check, submission or session. */
  readonly checkId?: string;
  readonly images?: readonly AuditImage[];
  /** Only names, numbers and hashes: no token, picture, address or plain personal data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends Required<Omit<NewAuditEntry, 'checkId'>> {
  readonly id: string;
  readonly at: Date;
  readonly chain: string;
  /** From 1 within the chain, without gaps. */
  readonly sequence: number;
  readonly checkId: string | null;
  readonly previousHash: string;
  /** Hex HMAC-SHA256 over everything above. */
  readonly hash: string;
}

/** The position of an entry in the list: newest first, by chain and sequence where times are equal. */
export interface AuditPlace {
  readonly at: Date;
  readonly chain: string;
  readonly sequence: number;
}

export interface AuditQuery {
  readonly family?: Family;
  readonly tenant?: string;
  readonly userId?: string;
  readonly checkId?: string;
  /** Inclusive. */
  readonly from?: Date;
  /** Inclusive. */
  readonly to?: Date;
  /** Only entries after this position, even if that entry is gone. */
  readonly after?: AuditPlace;
  readonly limit: number;
  readonly offset: number;
}

/** The total is of all pages. */
export interface AuditPage extends Total {
  readonly entries: readonly AuditEntry[];
  /** Where the page ended; null when it was the last. */
  readonly next: AuditPlace | null;
}

/** The append-only, hash-chained trail. `Transaction` is the database's type, of which this file is independent. */
export interface AuditTrail<Transaction> {
  /**
   * Part of the caller's transaction, and the last lock that it should take: the chain's end stays locked until commit.
   * Entries of several chains are appended in the order of the chains' names.
   */
  append(tx: Transaction, entry: NewAuditEntry): Promise<AuditEntry>;
  /** Null when the entry does not exist or is removed. */
  find(id: string): Promise<AuditEntry | null>;
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditPage>;
  /** The signed head of each chain. */
  heads(): Promise<readonly AuditHead[]>;
  /** Removes older entries; each chain stays verifiable from its checkpoint. Returns how many were removed. */
  prune(before: Date): Promise<number>;
}
