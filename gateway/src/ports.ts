/**
 * What the gateway's rules need from the outside, as interfaces. Adapters implement them; tests swap them.
 * Nothing here knows HTTP, SQL or a model runtime.
 */
import type { DocumentType } from 'lifesign/contract';
import type { AuditHead } from './audit/audit-head.ts';
import type { CheckRole, Family } from './check/check.ts';

export interface Clock {
  now(): Date;
}

export interface EngineInput {
  /** Encoded JPEG or PNG bytes as uploaded; `SELFIE` is always there. */
  readonly images: Readonly<Partial<Record<DocumentType, Uint8Array>>>;
  /** Encoded reference image, for a 1:1 match. */
  readonly reference?: Uint8Array;
  /** Minimum match score, 0..1; the engine's default when absent. */
  readonly matchThreshold?: number;
  /** Minimum liveness score, 0..1; the engine's default when absent. */
  readonly livenessThreshold?: number;
}

/** Why pictures could not be judged at all. */
export type CaptureProblem =
  'unreadable' | 'no-face' | 'several-faces' | 'too-small' | 'poor-quality' | 'different-faces';

export interface LivenessResult {
  /** 0..1, higher is more likely bona fide. */
  readonly score: number;
  readonly threshold: number;
  readonly result: boolean;
  /** `name@first twelve hex digits of the weights' SHA-256`; a `+` between them where several nets decided together. */
  readonly version: string;
}

export interface FaceMatchResult {
  /** 0..1, higher is more alike. */
  readonly score: number;
  readonly threshold: number;
  readonly result: boolean;
  readonly version: string;
}

export interface EngineResult {
  /** Null when the pictures could be judged. */
  readonly problem: CaptureProblem | null;
  readonly liveness: LivenessResult | null;
  /** Null when liveness failed or no reference was given: the rest short-circuits. */
  readonly faceMatch: FaceMatchResult | null;
  /** Null when no reference was given or it was not looked at. */
  readonly reference: 'ok' | 'unreadable' | 'no-face' | 'several-faces' | null;
  /** Asset id to lower-case hex SHA-256 of what was run. */
  readonly models: Readonly<Record<string, string>>;
  /** Named numbers for the record of the check (per-image scores and what each net said, face sizes, quality). */
  readonly signals: Readonly<Record<string, number>>;
}

export interface ComparisonInput {
  /** Encoded JPEG or PNG bytes; the largest face of it is compared. */
  readonly source: Uint8Array;
  /** Encoded JPEG or PNG bytes; every face of it is compared with that one. */
  readonly target: Uint8Array;
}

/** Two pictures side by side, without a word about liveness. */
export interface ComparisonResult {
  /** Which picture could not be compared, and why; null when both could. */
  readonly problem: {
    readonly picture: 'source' | 'target';
    readonly reason: 'unreadable' | 'no-face' | 'too-small';
  } | null;
  /** Of the target's face that is most alike; null with a problem. */
  readonly match: FaceMatchResult | null;
  /** 0..1: how sure the detector is that what was compared is a face; null with a problem. */
  readonly confidence: number | null;
}

/** Inference in worker threads. Rejects only when no verdict could be reached (a crash, a time-out). */
export interface Engine {
  /** Verifications at once; more of them wait for a thread. */
  readonly threads: number;
  verify(input: EngineInput, options?: { readonly signal?: AbortSignal }): Promise<EngineResult>;
  /** 1:1 match of two pictures. Rejects as `verify` does. */
  compare(input: ComparisonInput, options?: { readonly signal?: AbortSignal }): Promise<ComparisonResult>;
  /** Resolves once a thread has loaded its models and passed the known-answer self-test. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export type FetchImageFailure =
  | 'invalid-url'
  | 'not-https'
  | 'private-address'
  | 'redirect'
  | 'bad-status'
  | 'too-large'
  | 'not-an-image'
  | 'timeout'
  | 'unreachable';

export type FetchImageResult =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly failure: FetchImageFailure };

/** Fetches a picture from an address that somebody else chose: SSRF guard, size cap, time-out, type sniffing, no redirects. */
export interface ImageFetcher {
  fetch(
    url: string,
    options?: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
  ): Promise<FetchImageResult>;
}

/** AES-256-GCM over bytes at rest. `context` is authenticated: a blob moved to another record does not decrypt. */
export interface Cipher {
  encrypt(bytes: Uint8Array, context: string): Uint8Array;
  decrypt(sealed: Uint8Array, context: string): Uint8Array;
}

export interface ImageFacts {
  readonly contentType: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** Reads type and size from the bytes themselves, never from a header; null when it is neither JPEG nor PNG. */
export type SniffImage = (bytes: Uint8Array) => Promise<ImageFacts | null>;

export type AuditAction =
  | 'session-opened'
  | 'attempt-opened'
  | 'image-stored'
  | 'image-refused'
  | 'attempt-confirmed'
  | 'verdict'
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

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Of all pages. */
  readonly total: number;
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
