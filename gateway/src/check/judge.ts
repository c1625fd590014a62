/** How every family judges a capture: the device's verdict, the threshold, the engine, the challenges. Stores nothing. */
import type { DocumentType, EvidencePayload } from 'lifesign/contract';
import { sha256Of } from '../crypto/sha256.ts';
import type { Engine } from '../engine/types.ts';
import { type AskedChallenges, challengeFailure, PASSIVE_ONLY } from './challenges.ts';
import { INJECTION, injectionDoubt } from './injection.ts';
import type { ShownLight } from './frames.ts';
import { heldToChallenges, heldToLight, type Judgement, judgedByDevice, judgedByEngine } from './judgement.ts';
import { judgeLight } from './light.ts';
import { type DeviceWord, livenessThresholdFor } from './trust.ts';

/** The part of a policy that decides about a capture. */
export interface JudgingPolicy {
  readonly deviceVerdict: 'enforce' | 'report';
  readonly injectionSignals: 'judge' | 'report';
  /** 0..1; the engine's own where undefined. */
  readonly livenessThreshold?: number | undefined;
  readonly doubtedLivenessThreshold: number;
  readonly matchThreshold?: number | undefined;
}

export interface Subject {
  /** Empty only if the device's verdict is `spoof`. */
  readonly images: Readonly<Partial<Record<DocumentType, Uint8Array>>>;
  /** The device's signed verdict; null without evidence. */
  readonly device: DeviceWord | null;
  /** What the device signed about its stream; absent where it signed nothing. */
  readonly injection?: EvidencePayload['injection'] | undefined;
  /** What the device signed about challenges. */
  readonly challenges?: EvidencePayload['challenges'];
  /** Challenges of the session, and its age. Default: no challenges. */
  readonly asked?: AskedChallenges & { readonly elapsedMs: number };
  /** Small frames of the moments that the session drew; null where none are judged. */
  readonly moments?: readonly Uint8Array[] | null | undefined;
  /** Frames of the light that the session drew; null where none are judged. */
  readonly light?: ShownLight | null | undefined;
  /** The encoded picture to compare with. */
  readonly reference?: Uint8Array | undefined;
}

const NOTHING_ASKED = { challenges: [], isPassiveAllowed: PASSIVE_ONLY.isPassiveAllowed, elapsedMs: 0 };

/** A missing device verdict counts as uncertain, without a cap on the score. */
const SILENT: DeviceWord = { verdict: 'uncertain', score: 1 };

/** Rejects when the engine could not reach a verdict. */
export const judge = async (
  engine: Engine,
  policy: JudgingPolicy,
  subject: Subject,
  signal?: AbortSignal,
): Promise<Judgement> => {
  const { challenges, asked = NOTHING_ASKED } = subject;
  const judgement = await judgePictures(engine, policy, subject, signal);
  return heldToChallenges(judgement, challenges, challengeFailure(asked, challenges, asked.elapsedMs));
};

const judgePictures = async (
  engine: Engine,
  { deviceVerdict, injectionSignals, matchThreshold, ...policy }: JudgingPolicy,
  { images, device, injection, moments = null, light = null, reference }: Subject,
  signal: AbortSignal | undefined,
): Promise<Judgement> => {
  if (images.SELFIE === undefined) {
    if (device?.verdict !== 'spoof') {
      throw new Error('There is no picture to judge');
    }
    return judgedByDevice(device);
  }
  // Where the device's verdict is only reported, it does not affect the score.
  const word = deviceVerdict === 'enforce' ? (device === null ? SILENT : wordOf(device)) : null;
  const doubt = injection === undefined ? null : injectionDoubt(injection);
  const isDoubted = injectionSignals === 'judge' && doubt !== null && doubt.score >= INJECTION.doubted;
  const livenessThreshold = livenessThresholdFor(policy, word, isDoubted);
  const raw = await engine.verify(
    {
      images,
      ...(moments === null ? {} : { moments }),
      ...(light === null ? {} : { light: light.frames }),
      ...(reference === undefined ? {} : { reference }),
      ...(livenessThreshold === undefined ? {} : { livenessThreshold }),
      ...(matchThreshold === undefined ? {} : { matchThreshold }),
    },
    signal === undefined ? {} : { signal },
  );
  const alone = judgedByEngine(raw, word);
  const judgement =
    light === null || raw.light === undefined ? alone : heldToLight(alone, judgeLight(light.tints, raw.light));
  const details = {
    ...judgement.details,
    ...(device === null ? { device } : {}),
    ...(doubt === null ? {} : { injection: doubt }),
    ...(reference === undefined ? {} : { referenceSha256: sha256Of(reference) }),
  };
  return { ...judgement, details };
};

/** Only the fields that judging needs. */
const wordOf = ({ verdict, score }: DeviceWord): DeviceWord => ({ verdict, score });
