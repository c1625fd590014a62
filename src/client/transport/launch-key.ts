/**
 * The key of one launch: created in the browser, not extractable, gone with the page. The gateway gets its public half
 * with the first call of the SDK session and rejects evidence signed by another key.
 */
import { base64url, CompactSign } from 'jose';
import { EVIDENCE_ALGORITHM, EVIDENCE_VERSION, type EvidencePayload } from '../../contract/index.ts';
import { LifesignError } from '../../errors.ts';

type ChallengeEvidence = NonNullable<EvidencePayload['challenges']>;

export interface LaunchKey {
  /** base64url of the SPKI. */
  readonly publicKey: string;
  /** Compact JWS over the payload. */
  sign(payload: Omit<EvidencePayload, 'version'>): Promise<string>;
}

const createLaunchKey = async (): Promise<LaunchKey> => {
  // Typed as always present, but browsers omit it in insecure contexts.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    throw new LifesignError('insecure-context', 'Evidence can only be signed on a page served over HTTPS or localhost');
  }
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  return {
    publicKey: base64url.encode(new Uint8Array(await subtle.exportKey('spki', pair.publicKey))),
    sign: (payload) => {
      return new CompactSign(new TextEncoder().encode(JSON.stringify(exactly(payload))))
        .setProtectedHeader({ alg: EVIDENCE_ALGORITHM })
        .sign(pair.privateKey);
    },
  };
};

/** One key for all calls of a launch, created on the first call. A failure is not cached. */
export const launchKeyOnce = (): (() => Promise<LaunchKey>) => {
  let key: Promise<LaunchKey> | null = null;
  return () => {
    key ??= createLaunchKey().catch((error: unknown) => {
      key = null;
      throw error;
    });
    return key;
  };
};

/** Copies the contract's fields only: the type admits objects with more, the gateway rejects them. */
const exactly = (payload: Omit<EvidencePayload, 'version'>): EvidencePayload => {
  const { nonce, submissionId, sdkVersion, images, device, injection, models, selfTest, capturedAt } = payload;
  const { challenges, moments, light } = payload;
  const { verdict, score, signals, frames, windowMs } = device;
  const { backend, passed, maxError } = selfTest;
  return {
    version: EVIDENCE_VERSION,
    nonce,
    submissionId,
    sdkVersion,
    images,
    device: { verdict, score, signals, frames, windowMs },
    injection,
    models,
    selfTest: { backend, passed, maxError },
    capturedAt,
    ...(challenges === undefined ? {} : { challenges: exactlyDone(challenges) }),
    ...(moments === undefined ? {} : { moments }),
    ...(light === undefined ? {} : { light }),
  };
};

const exactlyDone = ({ asked, completed, isPassive }: ChallengeEvidence): ChallengeEvidence => ({
  asked,
  completed: completed.map(({ name, atMs }) => ({ name, atMs })),
  isPassive,
});
