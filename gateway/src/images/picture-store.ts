/**
 * Where pictures are kept: sealed, in the row itself or as an object of a store that the row names. Owns: seals, the names
 * of objects, and that an object is one row's alone. Does not know: tables.
 */
import { randomUUID } from 'node:crypto';
import { Unavailable } from '../unavailable.ts';
import { CipherError } from './cipher.ts';
import type { BlobStore, Cipher, FoundPicture, PicturePlace, PictureStore, PlacedPicture } from './types.ts';

/** `ID OF THE KEY/UUID`: which key an object needs is known without reading it. */
const NAME = /^[0-9a-f]{8}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether the gateway made an object's name; other objects in the store are not touched. */
export const isBlobName = (name: string): boolean => NAME.test(name);

/** The picture store is temporarily unavailable. */
export class StoreUnavailable extends Unavailable {
  override readonly name = 'StoreUnavailable';
}

/** A row names an object that the store does not have. */
export class PictureMissing extends Error {
  override readonly name = 'PictureMissing';
}

/** An object decrypts only under its own name, so an older one of the same row cannot replace it. */
const contextOf = (context: string, blob: string): string => `${context}@${blob}`;

/** `blobs`: null where no store is configured. `keptIn`: new pictures. */
export const createPictureStore = (cipher: Cipher, blobs: BlobStore | null, keptIn: PicturePlace): PictureStore => {
  const keyId = Buffer.from(cipher.keyId).toString('hex');

  const stored = (): BlobStore => {
    if (blobs === null) {
      throw new StoreUnavailable('The picture is in a store that `pictures` of the configuration does not name');
    }
    return blobs;
  };

  /** Null when the object is not there. */
  const open = async ({ sealed, blob, context }: FoundPicture): Promise<Uint8Array | null> => {
    if (sealed !== null) {
      return cipher.decrypt(sealed, context);
    }
    const object = blob === null ? null : await stored().get(blob);
    return object === null || blob === null ? null : cipher.decrypt(object, contextOf(context, blob));
  };

  const inRow = (bytes: Uint8Array, context: string): PlacedPicture => ({
    sealed: cipher.encrypt(bytes, context),
    blob: null,
  });

  const asObject = async (bytes: Uint8Array, context: string): Promise<PlacedPicture> => {
    const blob = `${keyId}/${randomUUID()}`;
    await stored().put(blob, cipher.encrypt(bytes, contextOf(context, blob)));
    return { sealed: null, blob };
  };

  return {
    keep: async (bytes, context) => (keptIn === 's3' ? asObject(bytes, context) : inRow(bytes, context)),

    async read(find) {
      let missing: string | null = null;
      for (;;) {
        const found = await find();
        if (found === undefined || (found.sealed === null && found.blob === null)) {
          return null;
        }
        const bytes = await open(found);
        if (bytes !== null) {
          return bytes;
        }
        // Erased or moved between the two reads: the row then says so.
        if (found.blob === missing) {
          throw new PictureMissing(`The store has no object ${missing}`);
        }
        missing = found.blob;
      }
    },

    async rekeep(found, place) {
      const bytes = await open(found);
      if (bytes === null) {
        throw new PictureMissing(`The store has no object ${found.blob}`);
      }
      const placed = place === 's3' ? await asObject(bytes, found.context) : inRow(bytes, found.context);
      // Verified as it will be read, before the row stops naming the old place.
      const again = await open({ ...placed, context: found.context });
      if (again === null || !Buffer.from(again).equals(bytes)) {
        throw new CipherError('A picture that was just written reads differently');
      }
      return placed;
    },
  };
};
