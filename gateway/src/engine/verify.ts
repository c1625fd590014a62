/**
 * The steps of a verification, their order, and when it stops. Depends on the parts' interfaces only: no threads, no
 * files, no model runtime.
 */
import type { DocumentType } from 'lifesign/contract';
import type { FaceGeometry, Pixels } from 'lifesign/vision';
import { isCopy, isSameMoment, type PicturePrint } from '../images/picture-print.ts';
import type {
  CaptureProblem,
  CopyProblem,
  EngineInput,
  EngineResult,
  FaceMatchResult,
  LivenessResult,
} from './types.ts';
import { describedBy, launchDistance, type Recogniser } from './launch-distance.ts';
import { distanceToReference, MATCH, matchScore } from './match.ts';
import { type JudgedMoments, judgeMoments } from './moments.ts';
import { printOf } from './print.ts';
import {
  findPortrait,
  findReference,
  problemOf,
  type Detector,
  type FoundPortrait,
  type Portrait,
} from './portrait.ts';

export interface EngineParts {
  readonly detector: Detector;
  readonly recogniser: Recogniser;
  readonly liveness: LivenessScorer;
  readonly livenessThreshold: number;
  readonly versions: { readonly liveness: string; readonly faceMatch: string };
  readonly models: Readonly<Record<string, string>>;
}

export interface LivenessScorer {
  score(pixels: Pixels, geometry: FaceGeometry): Promise<PictureScore>;
}

export interface PictureScore {
  /** P(bona fide) of one picture, 0..1. */
  readonly score: number;
  /** For several nets, the value and weight of each, for the record of the check. */
  readonly parts?: Readonly<Record<string, number>>;
}

export const verify = async (input: EngineInput, parts: EngineParts): Promise<EngineResult> => {
  const selfies = await Promise.all(
    selfiesOf(input).map(async ([type, bytes]) => ({
      type,
      name: NAMES[type],
      found: await findPortrait(bytes, parts.detector),
    })),
  );
  const signals = Object.assign({}, ...selfies.map(({ name, found }) => pictureSignals(name, found))) as Signals;
  const stop = (problem: CaptureProblem): EngineResult => ({
    problem,
    liveness: null,
    faceMatch: null,
    reference: null,
    copy: null,
    prints: {},
    models: parts.models,
    signals,
  });

  const portraits: Named[] = [];
  for (const { type, name, found } of selfies) {
    const problem = found.ok ? problemOf(found.portrait) : found.problem;
    if (problem !== null) {
      return stop(problem);
    }
    if (found.ok) {
      portraits.push({ type, name, portrait: found.portrait });
    }
  }

  const described = portraits.map(({ portrait }) => describedBy(parts.recogniser, portrait));
  const [first, second] = described;
  if (first !== undefined && second !== undefined) {
    signals['selfies.distance'] = await launchDistance(first, [second]);
    if (signals['selfies.distance'] > MATCH.maxLaunchDistance) {
      return stop('different-faces');
    }
  }

  const prints: Prints = Object.fromEntries(
    await inTurn(portraits, async ({ type, portrait }) => [type, await printOf(portrait, parts.detector)] as const),
  );
  const frames = { moments: input.moments ?? [], light: input.light ?? [] };
  const hasFrames = frames.moments.length + frames.light.length > 0;
  const moments = hasFrames ? await judgeMoments(frames, described, parts) : null;
  Object.assign(signals, moments?.signals);
  const liveness = await livenessOf(portraits, moments, input, parts, signals);
  const judged = {
    problem: null,
    liveness,
    models: parts.models,
    signals,
    prints,
    copy: copyAmong(prints),
    ...(moments === null ? {} : { moments: moments.problem }),
    ...(input.light === undefined ? {} : { light: moments?.light ?? null }),
  };
  if (!liveness.result || input.reference === undefined) {
    return { ...judged, faceMatch: null, reference: null };
  }
  const reference = await findReference(input.reference, parts.detector);
  Object.assign(signals, pictureSignals('reference', reference));
  if (!reference.ok) {
    return { ...judged, faceMatch: null, reference: reference.problem };
  }
  if (reference.portrait.rivals > 0) {
    return { ...judged, faceMatch: null, reference: 'several-faces' };
  }
  const { pixels, geometry } = reference.portrait;
  const distance = distanceToReference(
    await inTurn(described, ({ full }) => full()),
    await parts.recogniser.describe(pixels, geometry),
  );
  signals['reference.distance'] = distance;
  const { plain } = await printOf(reference.portrait, parts.detector);
  const isReference = Object.values(prints).some((print) => isCopy(plain.square, print));
  const copy = judged.copy ?? (isReference ? 'reference' : null);
  return { ...judged, copy, faceMatch: faceMatchOf(distance, input, parts), reference: 'ok' };
};

type Prints = Partial<Record<DocumentType, PicturePrint>>;

const copyAmong = ({ SELFIE, ADDITIONAL_SELFIE }: Prints): CopyProblem | null =>
  SELFIE !== undefined && ADDITIONAL_SELFIE !== undefined && isSameMoment(SELFIE, ADDITIONAL_SELFIE) ? 'selfies' : null;

type Signals = Record<string, number>;

interface Named {
  readonly type: DocumentType;
  readonly name: string;
  readonly portrait: Portrait;
}

const NAMES: Readonly<Record<DocumentType, string>> = { SELFIE: 'selfie', ADDITIONAL_SELFIE: 'additionalSelfie' };

const selfiesOf = ({ images }: EngineInput): readonly (readonly [DocumentType, Uint8Array])[] => {
  const { SELFIE, ADDITIONAL_SELFIE } = images;
  if (SELFIE === undefined) {
    throw new TypeError('A verification needs a selfie');
  }
  return [
    ['SELFIE', SELFIE],
    ...(ADDITIONAL_SELFIE === undefined ? [] : [['ADDITIONAL_SELFIE', ADDITIONAL_SELFIE] as const]),
  ];
};

/**
 * The pictures of one launch show the same moment: the mean of their scores is less noisy than either. But the uploader
 * chooses the pictures, so a bona fide one must not compensate for an attack: each needs half of what the mean needs. The
 * same applies to the small frames of other moments.
 */
const livenessOf = async (
  portraits: readonly Named[],
  moments: JudgedMoments | null,
  input: EngineInput,
  parts: EngineParts,
  signals: Signals,
): Promise<LivenessResult> => {
  const scores = await inTurn(portraits, async ({ name, portrait }) => {
    const { score, parts: said = {} } = await parts.liveness.score(portrait.pixels, portrait.geometry);
    signals[`${name}.liveness`] = score;
    for (const [part, value] of Object.entries(said)) {
      signals[`${name}.${part}`] = value;
    }
    return score;
  });
  const score = Math.min(together(scores), together(moments?.scores ?? []));
  if (!Number.isFinite(score)) {
    throw new RangeError('The liveness model gave no number');
  }
  const threshold = input.livenessThreshold ?? parts.livenessThreshold;
  return { score, threshold, result: score >= threshold, version: parts.versions.liveness };
};

/** 1 for an empty list. */
const together = (scores: readonly number[]): number =>
  scores.length === 0
    ? 1
    : Math.min(scores.reduce((sum, value) => sum + value, 0) / scores.length, 2 * Math.min(...scores));

const faceMatchOf = (distance: number, input: EngineInput, parts: EngineParts): FaceMatchResult => {
  const score = matchScore(distance);
  const threshold = input.matchThreshold ?? MATCH.threshold;
  return { score, threshold, result: score >= threshold, version: parts.versions.faceMatch };
};

const pictureSignals = (name: string, found: FoundPortrait): Signals => {
  if (!found.ok) {
    return {};
  }
  const { confidence, geometry, quality, rivals } = found.portrait;
  const { yaw, pitch, roll, scale } = geometry;
  return Object.fromEntries(
    Object.entries({
      confidence,
      scalePx: scale,
      yaw,
      pitch,
      roll,
      rivals,
      size: quality.size,
      sharpness: quality.sharpness,
      contrast: quality.contrast,
      luma: quality.luma,
    }).map(([key, value]) => [`${name}.${key}`, value]),
  );
};

/** Runs one after the other: the backend has one thread, and concurrent calls would only use more memory. */
const inTurn = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const item of items) {
    results.push(await work(item));
  }
  return results;
};
