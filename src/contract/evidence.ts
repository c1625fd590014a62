/**
 * The evidence that a device signs and the gateway verifies: what was captured, by which models, with what outcome,
 * bound to one submission by the gateway's nonce. Plain JSON; the signature is a compact JWS with ES256.
 */
import type { DocumentType } from './coe.ts';
import type { SignedLight } from './light.ts';
import type { SignedMoment } from './moments.ts';

export const EVIDENCE_VERSION = 1;
export const EVIDENCE_ALGORITHM = 'ES256';

export type DeviceVerdict = 'live' | 'spoof' | 'uncertain';

export interface EvidencePayload {
  readonly version: typeof EVIDENCE_VERSION;
  readonly nonce: string;
  readonly submissionId: string;
  readonly sdkVersion: string;
  /** Lower-case hex SHA-256 of the uploaded bytes; empty when the device stopped before any upload. */
  readonly images: Readonly<Partial<Record<DocumentType, string>>>;
  readonly device: {
    readonly verdict: DeviceVerdict;
    /** 0..1, higher is more likely bona fide. */
    readonly score: number;
    /** Named parts of the verdict and of the capture, each a finite number. */
    readonly signals: Readonly<Record<string, number>>;
    /** Frames and milliseconds behind the verdict. */
    readonly frames: number;
    readonly windowMs: number;
  };
  /** Active challenges of the session; absent where it asked none. */
  readonly challenges?: {
    /** As the gateway gave them, in its order. */
    readonly asked: readonly string[];
    /** In the order in which they were done; milliseconds on any monotonic clock. */
    readonly completed: readonly { readonly name: string; readonly atMs: number }[];
    /** The person chose the passive check instead of the challenges. */
    readonly isPassive: boolean;
  };
  /** Frames of the moments that the gateway drew, in its order; absent where it drew none. */
  readonly moments?: readonly SignedMoment[];
  /** The tints that the screen took in the gateway's order, and frames of each; absent where none were shown. */
  readonly light?: SignedLight;
  /** Injection signals; the gateway weighs those that it knows. */
  readonly injection: Readonly<Record<string, number | string | boolean>>;
  /** Asset id to lower-case hex SHA-256. */
  readonly models: Readonly<Record<string, string>>;
  readonly selfTest: { readonly backend: string; readonly passed: boolean; readonly maxError: number };
  /** Milliseconds since the Unix epoch by the device's clock. */
  readonly capturedAt: number;
}
