/** Source of a user's reference picture. */
export type UserPhoto =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `no-details`: unknown user; `no-photo`: known user without a usable picture. */
  | { readonly ok: false; readonly failure: 'no-details' | 'no-photo' };

/** Rejects with a `ProviderFailure` of kind `remote` when the store does not answer properly. */
export type UserDetails = (userId: string, signal: AbortSignal) => Promise<UserPhoto>;
