/** A capture that arrives in one piece: its evidence is checked against its own pictures. Stores nothing. */
import { CAPTURE_VERSION, DOCUMENT_TYPES, type DocumentType, type EvidencePayload, UPLOAD } from 'lifesign/contract';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { MAX_EVIDENCE_LENGTH } from './evidence.ts';
import { type FramesPolicy, framesSchema, type JudgedFrames, MAX_FRAMES_BYTES, openFrames } from './frames.ts';
import { hashesOf, openEvidence, requirePictures, requireSigned, type SessionExpectation } from './open.ts';
import { usablePicture } from './usable-picture.ts';

const MAX_BASE64 = Math.ceil(UPLOAD.maxBytes / 3) * 4;

/** Longest JSON of a capture, bytes. */
export const MAX_CAPTURE_BYTES = 2 * MAX_BASE64 + MAX_FRAMES_BYTES + MAX_EVIDENCE_LENGTH + 1024;

const picture = z.base64().min(4).max(MAX_BASE64);

export const captureSchema = z.strictObject({
  version: z.literal(CAPTURE_VERSION),
  evidence: z.string().min(1).max(MAX_EVIDENCE_LENGTH),
  images: z.strictObject({ SELFIE: picture.optional(), ADDITIONAL_SELFIE: picture.optional() }),
  moments: framesSchema.optional(),
});

export type CaptureBody = z.infer<typeof captureSchema>;

export interface Capture extends JudgedFrames {
  readonly evidence: EvidencePayload;
  readonly images: Readonly<Partial<Record<DocumentType, Uint8Array>>>;
}

/** Throws a `Refusal` (`evidence`, `artifact`) unless its parts match each other and the session. */
export const openCapture = async (
  deps: Deps,
  body: CaptureBody,
  expected: SessionExpectation,
  policy: FramesPolicy,
): Promise<Capture> => {
  const evidence = await openEvidence(deps, body.evidence, expected);
  const images: Partial<Record<DocumentType, Uint8Array>> = {};
  for (const type of DOCUMENT_TYPES) {
    const base64 = body.images[type];
    if (base64 !== undefined) {
      images[type] = new Uint8Array(Buffer.from(base64, 'base64'));
    }
  }
  requireSigned(evidence, hashesOf(images));
  for (const type of DOCUMENT_TYPES) {
    const bytes = images[type];
    if (bytes !== undefined) {
      await usablePicture(deps.sniffImage, type, bytes);
    }
  }
  requirePictures(evidence, ['SELFIE']);
  const { nonce } = expected;
  const frames = await openFrames(deps.sniffImage, policy, { evidence, nonce, frames: body.moments });
  return { evidence, images, ...frames };
};
