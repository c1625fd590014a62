/** A capture as one piece of JSON, signed by the launch's key. */
import { CAPTURE_VERSION, type DocumentType, type SerialisedCapture } from '../../contract/index.ts';
import type { SubmitInput } from '../backend.ts';
import type { LaunchKey } from './launch-key.ts';
import { chooseMoments } from './moments.ts';
import { toBase64 } from './to-base64.ts';

/** `submissionId` is the family's id of the attempt, `moments` the shares that the gateway drew for it. */
export const serialiseCapture = async (
  key: LaunchKey,
  input: Pick<SubmitInput, 'images' | 'moments' | 'evidence'>,
  {
    nonce,
    submissionId,
    moments = [],
  }: { readonly nonce: string; readonly submissionId: string; readonly moments?: readonly number[] },
): Promise<SerialisedCapture> => {
  const hashes: Partial<Record<DocumentType, string>> = {};
  const images: Partial<Record<DocumentType, string>> = {};
  for (const { type, bytes, sha256 } of input.images) {
    hashes[type] = sha256;
    images[type] = toBase64(bytes);
  }
  const chosen = chooseMoments(moments, input);
  const evidence = await key.sign({
    ...input.evidence,
    nonce,
    submissionId,
    images: hashes,
    ...(chosen === null ? {} : { moments: chosen.signed }),
  });
  return { version: CAPTURE_VERSION, evidence, images, ...(chosen === null ? {} : { moments: chosen.frames }) };
};
