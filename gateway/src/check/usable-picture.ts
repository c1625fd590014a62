/** Every family's check of a picture before it accepts it: a refusal here uses no attempt. */
import { UPLOAD } from 'lifesign/contract';
import type { ImageFacts, SniffImage } from '../images/types.ts';
import { Refusal } from './refusal.ts';

/** Throws a `Refusal` (`artifact`) that says what is wrong. `name`: for the log. */
export const usablePicture = async (sniffImage: SniffImage, name: string, bytes: Uint8Array): Promise<ImageFacts> => {
  if (bytes.length > UPLOAD.maxBytes) {
    throw new Refusal('artifact', `${name}: ${bytes.length} bytes`, { fault: 'too-many-bytes' });
  }
  const facts = await sniffImage(bytes);
  if (facts === null) {
    throw new Refusal('artifact', `${name}: not a whole JPEG or PNG`, { fault: 'unreadable' });
  }
  if (Math.min(facts.width, facts.height) < UPLOAD.minSidePx) {
    throw new Refusal('artifact', `${name}: ${facts.width}x${facts.height} pixels`, { fault: 'too-small' });
  }
  return facts;
};
