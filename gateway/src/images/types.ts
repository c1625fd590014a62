/** Interfaces for pictures: fetching, sealing, identifying, storing. */

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

/** The part of a row that says where its picture is; both null once it is erased. */
export interface PlacedPicture {
  readonly sealed: Uint8Array | null;
  /** Name of the object that holds it. */
  readonly blob: string | null;
}

/** `context`: what the seal is bound to, of the row's own key. */
export interface FoundPicture extends PlacedPicture {
  readonly context: string;
}

export type PicturePlace = 'database' | 's3';

export interface PictureStore {
  /**
   * Seals a picture and stores it; before the transaction that writes the row. An object without a row is swept later,
   * but a row without its object would be a lost picture.
   */
  keep(bytes: Uint8Array, context: string): Promise<PlacedPicture>;
  /** Null when there is no such row, or its picture is erased. `find` is asked again where an object has just gone. */
  read(find: () => Promise<FoundPicture | undefined>): Promise<Uint8Array | null>;
  /** Seals it again by the present key, in that place, and reads it back. */
  rekeep(found: FoundPicture, place: PicturePlace): Promise<PlacedPicture>;
}

export interface Blob {
  readonly name: string;
  /** Milliseconds since it was written, by the store's own clock. */
  readonly ageMs: number;
}

/** Sealed bytes by name, outside the database. Every method rejects with an `Unavailable` when the store fails. */
export interface BlobStore {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  get(name: string): Promise<Uint8Array | null>;
  /** Also when there is none. */
  remove(name: string): Promise<void>;
  /** All of them, a page at a time. */
  pages(): AsyncIterable<readonly Blob[]>;
  /** Rejects with the reason when it cannot be used. */
  ready(): Promise<void>;
  close(): void;
}
