/** A capture as one piece of JSON, signed by the launch's key. */
import { CAPTURE_VERSION, type DocumentType, type SerialisedCapture } from '../../contract/index.ts';
import type { SubmitInput } from '../backend.ts';
import type { LaunchKey } from './launch-key.ts';
import { chooseFrames, type DrawnFrames, NOTHING_DRAWN } from './moments.ts';
import { toBase64 } from './to-base64.ts';

/** `submissionId` is the family's id of the attempt, `drawn` what the gateway drew for it. */
export const serialiseCapture = async (
  key: LaunchKey,
  input: Pick<SubmitInput, 'images' | 'moments' | 'light' | 'evidence'>,
  {
    nonce,
    submissionId,
    drawn = NOTHING_DRAWN,
  }: { readonly nonce: string; readonly submissionId: string; readonly drawn?: DrawnFrames },
): Promise<SerialisedCapture> => {
  const hashes: Partial<Record<DocumentType, string>> = {};
  const images: Partial<Record<DocumentType, string>> = {};
  for (const { type, bytes, sha256 } of input.images) {
    hashes[type] = sha256;
    images[type] = toBase64(bytes);
  }
  const { signed, sent } = chooseFrames(drawn, input);
  const evidence = await key.sign({
    ...input.evidence,
    nonce,
    submissionId,
    images: hashes,
    ...signed,
  });
  return { version: CAPTURE_VERSION, evidence, images, ...sent };
};
