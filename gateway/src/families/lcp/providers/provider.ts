/** The interface of providers behind the Liveness Check Proxy: they decide whether a live person was captured. */
import type { EvidencePayload } from 'lifesign/contract';
import type { Judgement } from '../../../check/judgement.ts';

export type ProviderFailureKind =
  /** The record lacks what the provider needs. */
  | 'record'
  /** Refused to enrol, because of the user or the picture. */
  | 'initiation'
  /** No verdict: the capture or its token cannot be used. */
  | 'verification'
  /** The same, but the token may still be valid: it was used too early. */
  | 'too-early'
  /** No answer, or one that cannot be parsed. */
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
  /** The id that the caller uses. */
  readonly userId: string;
  /** Their id at an external provider: a keyed hash, hex. */
  readonly alias: string;
  /** The encoded reference picture; null where none is configured. Read only once the rest of a request is valid. */
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
  /** Evidence signed by our SDK. */
  readonly evidence: EvidencePayload | null;
  /** The key that signed it; absent without evidence. */
  readonly launchKey?: string;
}

type Need = 'required' | 'ignored';

export interface LivenessProvider {
  readonly name: string;
  /** Parts of a verification's record that the provider requires, and those that it ignores. */
  readonly record: { readonly image: Need; readonly reference: Need };
  /** When the reference picture is needed. */
  readonly photoAt: 'init' | 'verify' | 'never';
  /** Null where init does nothing. */
  init(user: ProviderUser, signal: AbortSignal): Promise<ProviderToken | null>;
  verify(user: ProviderUser, record: LivenessRecord, signal: AbortSignal): Promise<ProviderVerdict>;
  /** Removes the provider's data of a user; absent where it keeps none. Idempotent. */
  forget?(alias: string, signal: AbortSignal): Promise<void>;
}
