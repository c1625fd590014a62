/**
 * The key of one launch: made in the browser, never leaves it, gone with the page. The gateway knows its public half
 * from the first call of the SDK session on, so evidence signed by any other key is worth nothing.
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
  // Typed as always there, but browsers leave it out where the page is not served securely.
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

/** One key for all calls of a launch, made when it is first asked for. One that could not be made is tried again. */
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

/** The contract's fields and no others: objects that hold more pass as evidence here, but not at the gateway. */
const exactly = (payload: Omit<EvidencePayload, 'version'>): EvidencePayload => {
  const { nonce, submissionId, sdkVersion, images, device, injection, models, selfTest, capturedAt, challenges } =
    payload;
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
  };
};

const exactlyDone = ({ asked, completed, isPassive }: ChallengeEvidence): ChallengeEvidence => ({
  asked,
  completed: completed.map(({ name, atMs }) => ({ name, atMs })),
  isPassive,
});
