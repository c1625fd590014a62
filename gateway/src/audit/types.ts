/** What happened, as it is recorded and read. Nothing here knows SQL. */
import type { CheckRole, Family } from '../check/check.ts';
import type { Total } from '../database/total.ts';
import type { AuditHead } from './audit-head.ts';

export type AuditAction =
  | 'session-opened'
  | 'attempt-opened'
  | 'image-stored'
  | 'image-refused'
  | 'attempt-confirmed'
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

/** `done` for what has no verdict to it. */
export type AuditOutcome = 'done' | 'accepted' | 'rejected' | 'refused' | 'failed';

/** A picture by its name and digest; the bytes lie encrypted elsewhere and may be gone. */
export interface AuditImage {
  readonly role: CheckRole;
  readonly id: string;
  readonly sha256: string;
}

export interface NewAuditEntry {
  /** `admin` for what concerns no family: who signed in. */
  readonly family: Family | 'admin';
  /** Whose users these are: a client id, an account, an issuer. Family and tenant name the chain. */
  readonly tenant: string;
  /** `partner:<client>`, `user:<id>`, `admin:<name>` or `gateway`. */
  readonly actor: string;
  readonly userId: string | null;
  readonly action: AuditAction;
  readonly outcome?: AuditOutcome;
  /** What it happened to: a check, submission or session. */
  readonly checkId?: string;
  readonly images?: readonly AuditImage[];
  /** Names, numbers and hashes only: no token, no picture, no address, nothing about a person in the clear. */
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

/** Of an entry in the list: newest first, by chain and sequence where times are equal. */
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
  /** Only what comes after this entry, whether or not it is still there. */
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

/** What happened, append-only and hash-chained. `Transaction` is the database's, which this file does not know. */
export interface AuditTrail<Transaction> {
  /**
   * Part of the caller's transaction, and the last lock that it should take: the chain's end is locked until it ends.
   * Entries of several chains are appended in the order of the chains' names.
   */
  append(tx: Transaction, entry: NewAuditEntry): Promise<AuditEntry>;
  /** Null when there is none, or none any more. */
  find(id: string): Promise<AuditEntry | null>;
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditPage>;
  /** Where each chain ends now, signed. */
  heads(): Promise<readonly AuditHead[]>;
  /** Removes entries from before; each chain stays verifiable from its checkpoint on. Returns how many. */
  prune(before: Date): Promise<number>;
}
