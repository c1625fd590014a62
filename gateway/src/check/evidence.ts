/**
 * Checks what a device signed. The signature proves that the holder of the launch key made these claims about this
 * submission, not that they are true. Pure except for the cryptography.
 */
import { compactVerify, errors, importSPKI } from 'jose';
import {
  EVIDENCE_ALGORITHM,
  EVIDENCE_VERSION,
  type EvidencePayload,
  LIGHT,
  MOMENTS,
  TINT_NAMES,
} from 'lifesign/contract';
import { z } from 'zod';
import { type Implausible, implausiblePart } from './plausible.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const score = z.number().min(0).max(1);

/** Without control characters and unpaired surrogates: `jsonb` refuses NUL and those. */
const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** Bounded, so that evidence cannot be used to fill the database. */
const boundedRecord = <T extends z.ZodType>(value: T) =>
  z.record(text(64), value).refine((record) => Object.keys(record).length <= 128, 'too many entries');

const payloadSchema = z.strictObject({
  version: z.literal(EVIDENCE_VERSION),
  nonce: z.string().max(200),
  submissionId: z.string().max(200),
  // Result details show it, so it must look like a version.
  sdkVersion: z.string().regex(/^[\w.+-]{1,64}$/),
  images: z.strictObject({ SELFIE: sha256.optional(), ADDITIONAL_SELFIE: sha256.optional() }),
  device: z.strictObject({
    verdict: z.enum(['live', 'spoof', 'uncertain']),
    score,
    signals: boundedRecord(z.number()),
    frames: z.number().int().nonnegative(),
    windowMs: z.number().nonnegative(),
  }),
  challenges: z
    .strictObject({
      asked: z.array(text(64)).max(16),
      completed: z.array(z.strictObject({ name: text(64), atMs: z.number().nonnegative() })).max(16),
      isPassive: z.boolean(),
    })
    .optional(),
  moments: z
    .array(z.strictObject({ share: score, atMs: z.number().nonnegative(), sha256 }))
    .min(1)
    .max(MOMENTS.max)
    .optional(),
  light: z
    .strictObject({
      tints: z.array(z.enum(TINT_NAMES)).length(LIGHT.steps),
      frames: z
        .array(z.strictObject({ atMs: z.number().nonnegative().max(LIGHT.maxMs), sha256 }))
        .length(LIGHT.steps * LIGHT.framesPerStep),
    })
    .optional(),
  injection: boundedRecord(z.union([z.number(), z.boolean(), text(512)])),
  models: boundedRecord(sha256),
  selfTest: z.strictObject({ backend: text(64), passed: z.boolean(), maxError: z.number() }),
  capturedAt: z.number(),
});

/** Longest accepted token, characters. */
export const MAX_EVIDENCE_LENGTH = 32_768;

export type EvidenceFailure =
  'malformed' | 'signature' | 'nonce' | 'submission' | 'models' | 'self-test' | `implausible-${Implausible}`;

export type EvidenceCheck =
  { readonly ok: true; readonly payload: EvidencePayload } | { readonly ok: false; readonly failure: EvidenceFailure };

export interface EvidenceExpectation {
  /** base64url of the launch key's SPKI. */
  readonly publicKey: string;
  readonly nonce: string;
  readonly submissionId: string;
  /** Asset id to the SHA-256 values that may answer for it. */
  readonly acceptedModels: ReadonlyMap<string, ReadonlySet<string>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export const verifyEvidence = async (token: string, expected: EvidenceExpectation): Promise<EvidenceCheck> => {
  const key = await importLaunchKey(expected.publicKey);
  if (key === null || token.length > MAX_EVIDENCE_LENGTH) {
    return { ok: false, failure: 'malformed' };
  }
  let bytes: Uint8Array;
  try {
    ({ payload: bytes } = await compactVerify(token, key, { algorithms: [EVIDENCE_ALGORITHM] }));
  } catch (error) {
    if (error instanceof errors.JOSEError) {
      return { ok: false, failure: 'signature' };
    }
    throw error;
  }
  const parsed = payloadSchema.safeParse(parseJson(bytes));
  if (!parsed.success) {
    return { ok: false, failure: 'malformed' };
  }
  const payload = parsed.data;
  if (payload.nonce !== expected.nonce) {
    return { ok: false, failure: 'nonce' };
  }
  if (payload.submissionId.normalize('NFC') !== expected.submissionId) {
    return { ok: false, failure: 'submission' };
  }
  const models = Object.entries(payload.models);
  if (models.length === 0 || !models.every(([id, hash]) => expected.acceptedModels.get(id)?.has(hash) === true)) {
    return { ok: false, failure: 'models' };
  }
  if (!payload.selfTest.passed) {
    return { ok: false, failure: 'self-test' };
  }
  const evidence = withoutUndefined(payload);
  const implausible = implausiblePart(evidence, expected.now, expected.acceptedModels);
  return implausible === null
    ? { ok: true, payload: evidence }
    : { ok: false, failure: `implausible-${implausible}` as const };
};

/** A P-256 key from the base64url of its SPKI, or null when it is anything else. */
export const importLaunchKey = async (publicKey: string): Promise<CryptoKey | null> => {
  if (publicKey.length > 512 || !/^[A-Za-z0-9_-]+$/.test(publicKey)) {
    return null;
  }
  const base64 = Buffer.from(publicKey, 'base64url').toString('base64');
  try {
    return await importSPKI(`-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----`, EVIDENCE_ALGORITHM);
  } catch {
    return null;
  }
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
};

const withoutUndefined = ({
  challenges,
  moments,
  light,
  ...payload
}: z.infer<typeof payloadSchema>): EvidencePayload => {
  const { SELFIE, ADDITIONAL_SELFIE } = payload.images;
  return {
    ...payload,
    ...(challenges === undefined ? {} : { challenges }),
    ...(moments === undefined ? {} : { moments }),
    ...(light === undefined ? {} : { light }),
    images: {
      ...(SELFIE === undefined ? {} : { SELFIE }),
      ...(ADDITIONAL_SELFIE === undefined ? {} : { ADDITIONAL_SELFIE }),
    },
  };
};
