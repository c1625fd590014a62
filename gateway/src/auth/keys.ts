import { hkdfSync } from 'node:crypto';

/** One secret per purpose, so that a signature is valid for one purpose only. */
export interface SigningKeys {
  readonly partnerToken: Uint8Array;
  readonly userToken: Uint8Array;
  readonly url: Uint8Array;
  readonly audit: Uint8Array;
  readonly admin: Uint8Array;
  readonly captureToken: Uint8Array;
  /** Derives the ids under which external providers know the proxy's users. */
  readonly userAlias: Uint8Array;
  /** Digests under which attempts are counted. */
  readonly attempts: Uint8Array;
  /** Hashes under which requests are counted for rate limits. */
  readonly rateLimit: Uint8Array;
}

/** Derives the signing secrets from the 32-byte master key. The cipher derives its own under another label. */
export const deriveSigningKeys = (masterKey: Uint8Array): SigningKeys => {
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(0), `lifesign/signing/v1/${purpose}`, 32));
  return {
    partnerToken: derive('partner-token'),
    userToken: derive('user-token'),
    url: derive('url'),
    audit: derive('audit'),
    admin: derive('admin-session'),
    captureToken: derive('capture-token'),
    userAlias: derive('user-alias'),
    attempts: derive('attempts'),
    rateLimit: derive('rate-limit'),
  };
};
