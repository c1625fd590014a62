/**
 * A capture that arrives in one piece: its evidence is checked against what the gateway knows of the session and against
 * its own pictures, then the pictures are judged. Stores nothing.
 */
import { createHash } from 'node:crypto';
import { CAPTURE_VERSION, type DocumentType, type EvidencePayload, UPLOAD } from 'lifesign/contract';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { type CaptureJudgement, heldToChallenges, judgedByDevice, judgedByEngine } from '../domain/capture.ts';
import { type AskedChallenges, challengeFailure, PASSIVE_ONLY } from '../domain/challenges.ts';
import { type EvidenceExpectation, MAX_EVIDENCE_LENGTH, verifyEvidence } from '../domain/evidence.ts';
import { Refusal } from '../domain/refusal.ts';
import { deviceWordOf, livenessThresholdFor } from '../domain/trust.ts';
import type { Engine } from '../ports.ts';

const MAX_BASE64 = Math.ceil(UPLOAD.maxBytes / 3) * 4;

/** Longest JSON of a capture, bytes. */
export const MAX_CAPTURE_BYTES = 2 * MAX_BASE64 + MAX_EVIDENCE_LENGTH + 1024;

const picture = z.base64().min(4).max(MAX_BASE64);

export const captureSchema = z.strictObject({
  version: z.literal(CAPTURE_VERSION),
  evidence: z.string().min(1).max(MAX_EVIDENCE_LENGTH),
  images: z.strictObject({ SELFIE: picture.optional(), ADDITIONAL_SELFIE: picture.optional() }),
});

export type CaptureBody = z.infer<typeof captureSchema>;

export interface Capture {
  readonly evidence: EvidencePayload;
  readonly images: Readonly<Partial<Record<DocumentType, Uint8Array>>>;
}

/** Throws a `Refusal` (`evidence`, `artifact`) unless everything in it holds together. */
export const openCapture = async (
  deps: Deps,
  body: CaptureBody,
  expected: Omit<EvidenceExpectation, 'acceptedModels'>,
): Promise<Capture> => {
  const check = await verifyEvidence(body.evidence, { ...expected, acceptedModels: deps.acceptedModels });
  if (!check.ok) {
    throw new Refusal('evidence', check.failure);
  }
  const evidence = check.payload;
  const images: Partial<Record<DocumentType, Uint8Array>> = {};
  for (const type of ['SELFIE', 'ADDITIONAL_SELFIE'] as const) {
    const bytes = body.images[type] === undefined ? null : new Uint8Array(Buffer.from(body.images[type], 'base64'));
    const sha256 = bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== (evidence.images[type] ?? null)) {
      throw new Refusal('artifact', `${type}: sent and signed bytes differ`);
    }
    if (bytes !== null) {
      await requireUsable(deps, type, bytes);
      images[type] = bytes;
    }
  }
  if (images.SELFIE === undefined && (images.ADDITIONAL_SELFIE !== undefined || evidence.device.verdict !== 'spoof')) {
    throw new Refusal('artifact', 'SELFIE is missing');
  }
  return { evidence, images };
};

const requireUsable = async ({ sniffImage }: Deps, type: DocumentType, bytes: Uint8Array): Promise<void> => {
  const facts = bytes.length > UPLOAD.maxBytes ? null : await sniffImage(bytes);
  if (facts === null || Math.min(facts.width, facts.height) < UPLOAD.minSidePx) {
    throw new Refusal('artifact', `${type}: not a usable JPEG or PNG`);
  }
};

interface JudgeOptions {
  readonly reference?: Uint8Array;
  readonly signal?: AbortSignal;
  /** What the session asked and how long it has lived; default: nothing was asked. */
  readonly asked?: AskedChallenges & { readonly elapsedMs: number };
}

const NOTHING_ASKED = { challenges: [], isPassiveAllowed: PASSIVE_ONLY.isPassiveAllowed, elapsedMs: 0 };

/** Rejects when the engine could not reach a verdict. */
export const judgeCapture = async (
  deps: Deps,
  engine: Engine,
  capture: Capture,
  { asked = NOTHING_ASKED, ...options }: JudgeOptions = {},
): Promise<CaptureJudgement> => {
  const { challenges } = capture.evidence;
  const judgement = await judgePictures(deps, engine, capture, options);
  return heldToChallenges(judgement, challenges, challengeFailure(asked, challenges, asked.elapsedMs));
};

const judgePictures = async (
  { config: { policy } }: Deps,
  engine: Engine,
  { evidence, images }: Capture,
  options: Omit<JudgeOptions, 'asked'>,
): Promise<CaptureJudgement> => {
  if (images.SELFIE === undefined) {
    return judgedByDevice(evidence);
  }
  const device = policy.deviceVerdict === 'enforce' ? deviceWordOf({ device: evidence.device }) : null;
  const livenessThreshold = livenessThresholdFor(policy, device);
  const raw = await engine.verify(
    {
      images,
      ...(options.reference === undefined ? {} : { reference: options.reference }),
      ...(livenessThreshold === undefined ? {} : { livenessThreshold }),
      ...(policy.matchThreshold === undefined ? {} : { matchThreshold: policy.matchThreshold }),
    },
    options.signal === undefined ? {} : { signal: options.signal },
  );
  return judgedByEngine(raw, device);
};
