/**
 * 1:1 match of two pictures outside a launch: no liveness, no quality check but the face's size. The largest face of the source against
 * every face of the target; the most similar one counts.
 */
import { geometryOf, type FaceGeometry, type Pixels } from 'lifesign/vision';
import type { ComparisonInput, ComparisonResult } from './types.ts';
import type { Recogniser } from './launch-distance.ts';
import { decodeImage } from './decode.ts';
import type { EngineParts } from './verify.ts';
import { descriptorDistance, MATCH, matchScore } from './match.ts';
import { PORTRAIT } from './portrait.ts';

/** Computing a descriptor takes time; of more faces only the largest are compared. */
const MAX_TARGET_FACES = 10;

interface Face {
  readonly confidence: number;
  readonly geometry: FaceGeometry;
}

type Problem = NonNullable<ComparisonResult['problem']>['reason'];

type Found =
  | { readonly ok: true; readonly pixels: Pixels; readonly faces: readonly [Face, ...Face[]] }
  | { readonly ok: false; readonly reason: Problem };

export const compare = async (
  { source, target }: ComparisonInput,
  parts: Pick<EngineParts, 'detector' | 'versions'> & { readonly recogniser: Pick<Recogniser, 'describe'> },
): Promise<ComparisonResult> => {
  const one = await findFaces(source, parts);
  if (!one.ok) {
    return problem('source', one.reason);
  }
  const other = await findFaces(target, parts);
  if (!other.ok) {
    return problem('target', other.reason);
  }
  const [largest] = one.faces;
  const wanted = await parts.recogniser.describe(one.pixels, largest.geometry);
  let best = { distance: Infinity, confidence: 0 };
  for (const { geometry, confidence } of other.faces.slice(0, MAX_TARGET_FACES)) {
    const distance = descriptorDistance(wanted, await parts.recogniser.describe(other.pixels, geometry));
    if (distance < best.distance) {
      best = { distance, confidence };
    }
  }
  const score = matchScore(best.distance);
  return {
    problem: null,
    match: { score, threshold: MATCH.threshold, result: score >= MATCH.threshold, version: parts.versions.faceMatch },
    confidence: Math.min(largest.confidence, best.confidence),
  };
};

const problem = (picture: 'source' | 'target', reason: Problem): ComparisonResult => ({
  problem: { picture, reason },
  match: null,
  confidence: null,
});

const findFaces = async (bytes: Uint8Array, { detector }: Pick<EngineParts, 'detector'>): Promise<Found> => {
  const pixels = await decodeImage(bytes);
  if (pixels === null) {
    return { ok: false, reason: 'unreadable' };
  }
  const found = (await detector.detect(pixels, PORTRAIT.minConfidence))
    .map((face) => ({ confidence: face.confidence, geometry: geometryOf(face) }))
    .toSorted((a, b) => b.geometry.scale - a.geometry.scale);
  // The net cannot distinguish people by faces that are too small, so even a "no" would be unreliable.
  const [largest, ...others] = found.filter(({ geometry }) => geometry.scale >= MATCH.minScalePx);
  return largest === undefined
    ? { ok: false, reason: found.length === 0 ? 'no-face' : 'too-small' }
    : { ok: true, pixels, faces: [largest, ...others] };
};
