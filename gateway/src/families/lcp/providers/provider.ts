/** The interface of providers behind the Liveness Check Proxy: they decide whether a live person was captured. */
import type { EvidencePayload } from 'lifesign/contract';
import type { Judgement } from '../../../check/judgement.ts';

export type ProviderFailureKind =
  /** The record has not what the provider needs. */
  | 'record'
  /** Refused to begin, for a reason that lies with the user or the picture. */
  | 'initiation'
  /** Cannot tell: the capture or its token is no good. */
  | 'verification'
  /** The same, but the token may still be good: it was used too early. */
  | 'too-early'
  /** Did not answer, or not in a way that can be understood. */
  | 'remote';

export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
  readonly kind: ProviderFailureKind;

  /** `detail` is for the log and never sent to a caller: no token, no picture, no secret. */
  constructor(kind: ProviderFailureKind, detail: string, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

export interface ProviderUser {
  /** As the caller names them. */
  readonly userId: string;
  /** What a provider outside may know them by: a keyed hash, hex. */
  readonly alias: string;
  /** The encoded reference picture; null where none is configured. Asked for only once the rest of a request is in order. */
  readonly photo: () => Promise<Uint8Array | null>;
}

export interface ProviderToken {
  readonly token: string;
  /** Null: the provider itself decides. */
  readonly expiresAt: Date | null;
}

export interface LivenessRecord {
  /** The provider's serialised capture; null when absent. */
  readonly image: Uint8Array | null;
  /** The token of init; null when absent. */
  readonly reference: string | null;
}

export interface ProviderVerdict extends Judgement {
  /** Encoded JPEG or PNG of the person, where the provider gives one. */
  readonly selfie: Uint8Array | null;
  /** What a device of ours signed. */
  readonly evidence: EvidencePayload | null;
  /** That it was signed by; absent where nothing was. */
  readonly launchKey?: string;
}

type Need = 'required' | 'ignored';

export interface LivenessProvider {
  readonly name: string;
  /** What the record of a verification must have, and what of it is never looked at. */
  readonly record: { readonly image: Need; readonly reference: Need };
  /** When the reference picture is wanted. */
  readonly photoAt: 'init' | 'verify' | 'never';
  /** Null where there is nothing to begin. */
  init(user: ProviderUser, signal: AbortSignal): Promise<ProviderToken | null>;
  verify(user: ProviderUser, record: LivenessRecord, signal: AbortSignal): Promise<ProviderVerdict>;
  /** Has whatever the provider keeps of a user removed; absent where it keeps nothing. May be asked for twice. */
  forget?(alias: string, signal: AbortSignal): Promise<void>;
}
