/**
 * A whole capture as one piece of JSON, for gateway families that take it in one request: the signed evidence and the
 * pictures that it names.
 */
import type { DocumentType } from './coe.ts';

export const CAPTURE_VERSION = 1;

export interface SerialisedCapture {
  readonly version: typeof CAPTURE_VERSION;
  /** Compact JWS (ES256) over an {@link EvidencePayload}. */
  readonly evidence: string;
  /** Base64 of the encoded pictures; empty when the device stopped a presentation attack before any upload. */
  readonly images: Readonly<Partial<Record<DocumentType, string>>>;
  /** Base64 of the frames that the evidence names: those of moments, then those of light. Absent where it names none. */
  readonly moments?: readonly string[];
}
