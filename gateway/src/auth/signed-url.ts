/** Signed URLs: an HMAC over one document, one action and one expiry. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

export type UrlAction = 'upload' | 'read';

export interface UrlSigner {
  /** Query string (without `?`) that permits `action` on the document until `expiresAt`. */
  sign(action: UrlAction, documentId: string, expiresAt: Date): string;
  verify(
    action: UrlAction,
    documentId: string,
    query: { readonly expires?: string; readonly signature?: string },
  ): boolean;
}

/** Signs with `secret`; signatures of the older ones are accepted too. */
export const createUrlSigner = (secret: Uint8Array, clock: Clock, older: readonly Uint8Array[] = []): UrlSigner => {
  return {
    sign(action, documentId, expiresAt) {
      const expires = String(Math.floor(expiresAt.getTime() / 1000));
      const signature = signatureOf(secret, action, documentId, expires).toString('base64url');
      return `expires=${expires}&signature=${signature}`;
    },
    verify(action, documentId, { expires = '', signature = '' }) {
      const given = Buffer.from(signature, 'base64url');
      const isSigned = [secret, ...older].some((key) => {
        const wanted = signatureOf(key, action, documentId, expires);
        return given.length === wanted.length && timingSafeEqual(given, wanted);
      });
      // The signature first: a changed expiry gets the same answer as an invalid signature.
      return isSigned && Number(expires) * 1000 > clock.now().getTime();
    },
  };
};

const signatureOf = (key: Uint8Array, action: UrlAction, documentId: string, expires: string): Buffer =>
  createHmac('sha256', key).update(`${action}\n${documentId}\n${expires}`).digest();
