/** What an SDK signs and sends in the families that take a capture in one piece, for tests. */
import { CompactSign, exportSPKI, generateKeyPair } from 'jose';
import { CAPTURE_VERSION, type EvidencePayload, type SerialisedCapture } from 'lifesign/contract';
import { evidenceFor, jpeg, type Reachable, sent, sha256 } from './harness.ts';

export interface LaunchSigner {
  readonly publicKey: string;
  sign(payload: unknown): Promise<string>;
}

export const createSigner = async (): Promise<LaunchSigner> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const pem = await exportSPKI(publicKey);
  return {
    publicKey: Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('base64url'),
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey),
  };
};

export interface CaptureOptions {
  readonly verdict?: EvidencePayload['device']['verdict'];
  /** Null: no pictures, as when the device stopped a presentation attack. */
  readonly selfie?: Uint8Array | null;
  readonly additional?: Uint8Array;
  readonly challenges?: EvidencePayload['challenges'];
}

/** `submissionId` is the family's id of the session or submission. */
export const captureOf = async (
  signer: LaunchSigner,
  about: { readonly nonce: string; readonly submissionId: string },
  { verdict = 'live', selfie, additional, challenges }: CaptureOptions = {},
): Promise<SerialisedCapture> => {
  const bytes = selfie === undefined ? await jpeg() : selfie;
  const pictures = {
    ...(bytes === null ? {} : { SELFIE: bytes }),
    ...(additional === undefined ? {} : { ADDITIONAL_SELFIE: additional }),
  };
  const each = (of: (picture: Uint8Array) => string) =>
    Object.fromEntries(Object.entries(pictures).map(([type, picture]) => [type, of(picture)]));
  const payload = evidenceFor(about, each(sha256), verdict);
  return {
    version: CAPTURE_VERSION,
    evidence: await signer.sign(challenges === undefined ? payload : { ...payload, challenges }),
    images: each((picture) => Buffer.from(picture).toString('base64')),
  };
};

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** One HTTP call; `body` is sent as JSON, a string as it is. */
export const ask = async (
  gateway: Reachable,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Reply> => {
  const response = await gateway.app.request(path, { method, ...sent(headers, body) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
};
