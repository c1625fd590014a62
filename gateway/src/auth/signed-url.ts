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

export const createUrlSigner = (secret: Uint8Array, clock: Clock): UrlSigner => {
  const signatureOf = (action: UrlAction, documentId: string, expires: string): Buffer =>
    createHmac('sha256', secret).update(`${action}\n${documentId}\n${expires}`).digest();

  return {
    sign(action, documentId, expiresAt) {
      const expires = String(Math.floor(expiresAt.getTime() / 1000));
      const signature = signatureOf(action, documentId, expires).toString('base64url');
      return `expires=${expires}&signature=${signature}`;
    },
    verify(action, documentId, { expires = '', signature = '' }) {
      const given = Buffer.from(signature, 'base64url');
      const wanted = signatureOf(action, documentId, expires);
      // The signature first, so that a changed expiry gets the same answer as any invalid one.
      return (
        given.length === wanted.length &&
        timingSafeEqual(given, wanted) &&
        Number(expires) * 1000 > clock.now().getTime()
      );
    },
  };
};
