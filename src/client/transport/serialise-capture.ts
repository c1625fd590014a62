/** A capture as one piece of JSON, signed by the launch's key. */
import { CAPTURE_VERSION, type DocumentType, type SerialisedCapture } from '../../contract/index.ts';
import type { SubmitInput } from '../backend.ts';
import type { LaunchKey } from './launch-key.ts';

/** `submissionId` is the family's id of the attempt. */
export const serialiseCapture = async (
  key: LaunchKey,
  input: Pick<SubmitInput, 'images' | 'evidence'>,
  { nonce, submissionId }: { readonly nonce: string; readonly submissionId: string },
): Promise<SerialisedCapture> => {
  const hashes: Partial<Record<DocumentType, string>> = {};
  const images: Partial<Record<DocumentType, string>> = {};
  for (const { type, bytes, sha256 } of input.images) {
    hashes[type] = sha256;
    images[type] = toBase64(bytes);
  }
  const evidence = await key.sign({ ...input.evidence, nonce, submissionId, images: hashes });
  return { version: CAPTURE_VERSION, evidence, images };
};

/** `fromCharCode` takes the bytes as arguments, whose number engines limit. */
const CHUNK = 0x80_00;

export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
};
