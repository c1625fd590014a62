/** What others need of pictures: fetching, sealing, telling what they are. */

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

/** Fetches a picture from an untrusted address: SSRF guard, size cap, time-out, type sniffing, no redirects. */
export interface ImageFetcher {
  fetch(
    url: string,
    options?: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
  ): Promise<FetchImageResult>;
}

/** AES-256-GCM over bytes at rest. `context` is authenticated: a blob moved to another record does not decrypt. */
export interface Cipher {
  /** Of the key that new blobs are sealed with: 4 bytes, which tell nothing about it. */
  readonly keyId: Uint8Array;
  encrypt(bytes: Uint8Array, context: string): Uint8Array;
  decrypt(sealed: Uint8Array, context: string): Uint8Array;
}

export interface ImageFacts {
  readonly contentType: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** Reads type and size from the bytes themselves, never from a header; null when they are not a whole JPEG or PNG. */
export type SniffImage = (bytes: Uint8Array) => Promise<ImageFacts | null>;
