/** How every family opens evidence: the signature, its session, and the pictures that it names. */
import { DOCUMENT_TYPES, type DocumentType, type EvidencePayload } from 'lifesign/contract';
import { sha256Of } from '../crypto/sha256.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from './refusal.ts';
import { type EvidenceExpectation, verifyEvidence } from './evidence.ts';

/** The expected values that the session defines. */
export type SessionExpectation = Omit<EvidenceExpectation, 'acceptedModels' | 'now'>;

/** Throws a `Refusal` (`evidence`) unless it is signed by the key, about this session, and from accepted nets. */
export const openEvidence = async (
  { acceptedModels, clock }: Pick<Deps, 'acceptedModels' | 'clock'>,
  token: string,
  expected: SessionExpectation,
): Promise<EvidencePayload> => {
  const check = await verifyEvidence(token, { ...expected, acceptedModels, now: clock.now().getTime() });
  if (!check.ok) {
    throw new Refusal('evidence', check.failure);
  }
  return check.payload;
};

/** Lower-case hex SHA-256 by the type of the picture. */
type Hashes = Readonly<Partial<Record<DocumentType, string>>>;

export const hashesOf = (images: Readonly<Partial<Record<DocumentType, Uint8Array>>>): Hashes =>
  Object.fromEntries(Object.entries(images).map(([type, bytes]) => [type, sha256Of(bytes)]));

/** Throws a `Refusal` (`artifact`) unless the pictures received are exactly those that were signed. */
export const requireSigned = ({ images }: Pick<EvidencePayload, 'images'>, sent: Hashes): void => {
  const different = DOCUMENT_TYPES.find((type) => images[type] !== sent[type]);
  if (different !== undefined) {
    const fault = sent[different] === undefined ? 'missing' : 'not-signed';
    throw new Refusal('artifact', `${different}: sent and signed bytes differ`, { fault });
  }
};

/** Throws a `Refusal` (`artifact`) when a required picture is missing. A device that saw an attack sends none. */
export const requirePictures = (
  { images, device }: Pick<EvidencePayload, 'images' | 'device'>,
  required: readonly DocumentType[],
): void => {
  if (Object.keys(images).length === 0 && device.verdict === 'spoof') {
    return;
  }
  const missing = required.find((type) => images[type] === undefined);
  if (missing !== undefined) {
    throw new Refusal('artifact', `${missing} is missing`, { fault: 'missing' });
  }
};
