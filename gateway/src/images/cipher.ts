/**
 * Encryption of pictures at rest.
 * Sealed layout: version (1 byte) | key id (4) | nonce (12) | ciphertext | tag (16). Version, key id and the
 * caller's context are authenticated too, so neither a header nor a record can be swapped unnoticed.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Cipher } from './types.ts';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES;

/** A sealed blob could not be opened. The message says why, without key material or content. */
export class CipherError extends Error {
  override readonly name = 'CipherError';
}

interface Key {
  readonly id: Buffer;
  readonly secret: Buffer;
}

/**
 * AES-256-GCM with a random 96-bit nonce. Keys are 32 bytes. New blobs are sealed with `masterKey`; `retiredKeys` still
 * open what they sealed, which is how a key is rotated.
 */
export const createCipher = (masterKey: Uint8Array, retiredKeys: readonly Uint8Array[] = []): Cipher => {
  const current = deriveKey(masterKey);
  const keys = [current, ...retiredKeys.map(deriveKey)];

  return {
    keyId: current.id,
    encrypt(bytes, context) {
      const header = Buffer.concat([Uint8Array.of(VERSION), current.id]);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.secret, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(additionalData(header, context));
      return Buffer.concat([header, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },

    decrypt(sealed, context) {
      if (sealed.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) {
        throw new CipherError('Not a sealed blob of a known version');
      }
      const header = sealed.subarray(0, HEADER_BYTES);
      const key = keys.find(({ id }) => id.equals(header.subarray(1)));
      if (key === undefined) {
        throw new CipherError('Sealed with a key that is not configured');
      }
      const nonce = sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, key.secret, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(additionalData(header, context));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const body = decipher.update(sealed.subarray(HEADER_BYTES + NONCE_BYTES, -TAG_BYTES));
      try {
        return Buffer.concat([body, decipher.final()]);
      } catch (cause) {
        throw new CipherError('Tampered with, or sealed for another context', { cause });
      }
    },
  };
};

/** Id of a key in commands and in the header of encrypted values; it does not reveal the key. */
export const keyIdOf = (masterKey: Uint8Array): string => deriveKey(masterKey).id.toString('hex');

const deriveKey = (masterKey: Uint8Array): Key => {
  if (masterKey.length !== KEY_BYTES) {
    throw new TypeError(`The master key must have ${KEY_BYTES} bytes, got ${masterKey.length}`);
  }
  // The id comes from its own derivation: it is public and must say nothing about the secret.
  return { id: derive(masterKey, 'key-id', KEY_ID_BYTES), secret: derive(masterKey, 'aes-256-gcm', KEY_BYTES) };
};

const derive = (masterKey: Uint8Array, purpose: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, new Uint8Array(0), `lifesign/at-rest/v${VERSION}/${purpose}`, length));

/** Hashed, so that different pairs of header and context cannot give the same bytes. */
const additionalData = (header: Uint8Array, context: string): Buffer =>
  createHash('sha256').update(header).update(context, 'utf8').digest();
