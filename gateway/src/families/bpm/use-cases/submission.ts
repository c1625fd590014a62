/** The parts of a BPM record, and the facts for judging it. */
import type { DocumentType } from 'lifesign/contract';
import type { BpmConfig } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import type { BpmClaim } from '../rules.ts';
import type { Engine } from '../../../engine/types.ts';

export type BpmDeps = Deps & { readonly engine: Engine; readonly bpm: BpmConfig };

export interface BpmSubmission {
  readonly sessionId: string;
  readonly claim: BpmClaim;
  /** The second only together with the first. */
  readonly images: Readonly<Partial<Record<DocumentType, Uint8Array>>>;
  /** Compact JWS (ES256) by the key of the session; null from a client that does not sign. */
  readonly evidence: string | null;
  /** Base64 of the small frames that the evidence names. */
  readonly moments: readonly string[] | null;
  /** JSON text. */
  readonly deviceInfo: string;
  readonly clientIp: string | null;
  /** Its network, by which attempts are counted. */
  readonly address: string | null;
  readonly idempotencyKey: string | null;
}
