/** Sends one capture through any family, as the SDK does or with evidence made by hand. */
import { randomUUID } from 'node:crypto';
import type { DocumentType, EvidencePayload, Tint } from 'lifesign/contract';
import { expect } from 'vitest';
import type { Family } from '../../src/check/check.ts';
import { command, tokenOf as bpmToken } from './bpm.ts';
import { ask, type LaunchSigner } from './capture.ts';
import { START } from './e-verify.ts';
import { E_VERIFY_KEY } from './families.ts';
import { begin, confirm, evidenceFor, finished, launch, type Reachable, sha256, upload } from './harness.ts';
import { init, verify } from './lcp.ts';

export interface SentCapture {
  /** A whole number, which every family accepts as an id. */
  readonly userId: string;
  readonly pictures: Readonly<Partial<Record<DocumentType, Uint8Array>>>;
  /** Frames of the moments that the session draws, in their order. Default: none are sent, as by an earlier SDK. */
  readonly moments?: readonly Uint8Array[];
  /** Makes frames of the tints that the session draws. Default: no light is shown. */
  readonly light?: (tints: readonly Tint[]) => readonly Uint8Array[];
  /** Signed in place of an honest device's payload. */
  readonly forge?: (honest: EvidencePayload) => unknown;
  readonly flow?: 'STANDALONE_LIVENESS' | 'FACE_VERIFICATION';
}

export interface Outcome {
  /** The record's id in its family. */
  readonly reference: string;
  /** HTTP status of the request that carried the evidence. */
  readonly status: number;
  /** Whether the person passed, by the family's answer. */
  readonly passed: boolean;
}

export type Send = (capture: SentCapture) => Promise<Outcome>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

type Begun = Parameters<typeof evidenceFor>[0] & {
  readonly moments?: readonly number[] | undefined;
  readonly light?: readonly Tint[] | undefined;
};

/** When frames of tints are taken: two of each, after its fade. */
const LIGHT_MS = [0, 80, 700, 780, 1400, 1480, 2100, 2180];

const payloadOf = (about: Begun, { pictures, moments, light, forge = (honest) => honest }: SentCapture): unknown => {
  const hashes = Object.fromEntries(Object.entries(pictures).map(([type, bytes]) => [type, sha256(bytes)]));
  const payload = evidenceFor(about, hashes, 'live');
  const { windowMs } = payload.device;
  const signed = moments?.map((frame, index) => {
    const share = about.moments?.[index] ?? 0;
    return { share, atMs: share * windowMs, sha256: sha256(frame) };
  });
  const tints = about.light ?? [];
  const shown = light?.(tints).map((frame, index) => ({ atMs: LIGHT_MS[index] ?? 0, sha256: sha256(frame) }));
  return forge({
    ...payload,
    ...(signed === undefined ? {} : { moments: signed }),
    ...(shown === undefined ? {} : { light: { tints: [...tints], frames: shown } }),
  });
};

const framesOf = (about: Begun, { moments = [], light }: SentCapture): { readonly moments?: readonly string[] } => {
  const frames = [...moments, ...(light?.(about.light ?? []) ?? [])];
  return frames.length === 0 ? {} : { moments: frames.map(base64) };
};

export const sendersOf = (gateway: Reachable, signer: LaunchSigner): Readonly<Record<Family, Send>> => {
  const captureFor = async (about: Begun, capture: SentCapture) => ({
    version: 1,
    evidence: await signer.sign(payloadOf(about, capture)),
    images: Object.fromEntries(Object.entries(capture.pictures).map(([type, bytes]) => [type, base64(bytes)])),
    ...framesOf(about, capture),
  });

  return {
    'coe': async (capture) => {
      const { userId, flow = 'STANDALONE_LIVENESS' } = capture;
      const one = await launch(gateway, { userId, flow });
      const { data } = (await begin(gateway, one)).body;
      for (const [type, bytes] of Object.entries(capture.pictures)) {
        const place = data.documents[type as DocumentType]?.documentUrl ?? '';
        expect((await upload(gateway, place, bytes)).status).toBe(200);
      }
      const evidence = await one.sign(payloadOf(data, capture));
      const { status } = await confirm(gateway, one, data.submissionId, evidence, framesOf(data, capture));
      const reference = one.partnerSessionId;
      if (status !== 200) {
        return { reference, status, passed: false };
      }
      const { verificationResult } = await finished(gateway, one, data.submissionId);
      return { reference, status, passed: verificationResult?.isApproved === true };
    },
    'bpm': async (capture) => {
      const token = await bpmToken({ sub: capture.userId });
      const { publicKey } = signer;
      const { body } = await command(gateway, 'StartLivenessSessionCommand', token, { publicKey });
      const { sessionId, ...begun } = body.data as { sessionId: string } & Omit<Begun, 'submissionId'>;
      const about = { ...begun, submissionId: sessionId };
      const evidence = await signer.sign(payloadOf(about, capture));
      const { SELFIE, ADDITIONAL_SELFIE } = capture.pictures;
      const record = {
        sessionId,
        isSuccessful: true,
        ...(SELFIE === undefined ? {} : { imageBase64: base64(SELFIE) }),
        ...(ADDITIONAL_SELFIE === undefined ? {} : { additionalImageBase64: base64(ADDITIONAL_SELFIE) }),
        metadata: { verificationResult: true, evidence, ...framesOf(about, capture) },
      };
      const answer = await command(gateway, 'SubmitLivenessCheckCommand', token, record);
      return { reference: sessionId, status: answer.status, passed: answer.body.data?.['isSuccessful'] === true };
    },
    'e-verify': async (capture) => {
      const key = { 'x-api-key': E_VERIFY_KEY };
      const named = { client_session_token: `${capture.userId}-${randomUUID()}` };
      const started = await ask(gateway, 'POST', START, key, named);
      expect([started.status, started.body]).toEqual([200, expect.anything()]);
      const { session_id: sessionId } = started.body as { session_id: string };
      const path = `/v1/biometrics/liveness/${sessionId}/capture`;
      const headers = { authorization: `Bearer ${started.headers.get('x-lifesign-capture-token')}` };
      const begun = await ask(gateway, 'POST', path, headers, { public_key: signer.publicKey });
      const { nonce, moments, light } = begun.body as Omit<Begun, 'submissionId'>;
      const sent = await captureFor({ submissionId: sessionId, nonce, moments, light }, capture);
      const { status, body } = await ask(gateway, 'PUT', path, headers, sent);
      return { reference: sessionId, status, passed: (body as { outcome?: string }).outcome === 'live' };
    },
    'lcp': async (capture) => {
      const { reference } = (await init(gateway, capture.userId)).body as { reference: string };
      const sent = await captureFor({ submissionId: reference, nonce: reference }, capture);
      const image = base64(Buffer.from(JSON.stringify({ ...sent, public_key: signer.publicKey })));
      const { status, body } = await verify(gateway, capture.userId, { image, reference });
      const { result } = body as { result?: string };
      return { reference: sha256(reference).slice(0, 16), status, passed: result === 'ACCEPTED' };
    },
  };
};
