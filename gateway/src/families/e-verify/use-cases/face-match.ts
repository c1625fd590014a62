/** Fetches two pictures by guarded requests and compares them. They are not stored. */
import { UPLOAD } from 'lifesign/contract';
import { createImageFetcher } from '../../../images/image-fetcher.ts';
import { confidenceOf, type MatchOutcome, matchScoreOf, testMatch } from '../rules.ts';
import type { ComparisonResult, Engine } from '../../../engine/types.ts';
import type { FetchImageFailure } from '../../../images/types.ts';
import type { RemoteLiveness } from '../providers/rekognition.ts';
import type { EVerifyCaller, EVerifyDeps } from './sessions.ts';
import { sha256Of } from '../../../crypto/sha256.ts';

export interface FaceMatchRequest {
  readonly sourceUrl: string;
  readonly targetUrl: string;
}

export type FaceMatchAnswer =
  | { readonly ok: true; readonly match: MatchOutcome }
  | {
      readonly ok: false;
      readonly picture: 'source' | 'target';
      readonly failure: FetchImageFailure | NonNullable<ComparisonResult['problem']>['reason'];
    };

export const matchFaces = async (
  { config, engine, remote, db, audit }: EVerifyDeps,
  { account, mode }: EVerifyCaller,
  { sourceUrl, targetUrl }: FaceMatchRequest,
  signal: AbortSignal,
): Promise<FaceMatchAnswer> => {
  if (mode === 'test') {
    const match = testMatch(targetUrl);
    return match === null ? { ok: false, picture: 'target', failure: 'no-face' } : { ok: true, match };
  }
  const fetcher = createImageFetcher({ ...config.eVerify.imageUrls, maxBytes: UPLOAD.maxBytes });
  const [source, target] = await Promise.all([
    fetcher.fetch(sourceUrl, { signal }),
    fetcher.fetch(targetUrl, { signal }),
  ]);
  if (!source.ok) {
    return { ok: false, picture: 'source', failure: source.failure };
  }
  if (!target.ok) {
    return { ok: false, picture: 'target', failure: target.failure };
  }
  const compared =
    remote === null
      ? await compareHere(engine, source.bytes, target.bytes, signal)
      : await compareThere(remote, source.bytes, target.bytes, signal);
  if (!compared.ok) {
    return compared;
  }
  await db.transaction().execute((tx) =>
    audit.append(tx, {
      family: 'e-verify',
      tenant: account,
      actor: `partner:${account}`,
      userId: null,
      action: 'face-matched',
      detail: {
        ...compared.match,
        version: compared.version,
        sourceSha256: sha256Of(source.bytes),
        targetSha256: sha256Of(target.bytes),
      },
    }),
  );
  return compared;
};

type ComparedPictures =
  Extract<FaceMatchAnswer, { ok: false }> | (Extract<FaceMatchAnswer, { ok: true }> & { readonly version: string });

const compareHere = async (
  engine: Engine,
  source: Uint8Array,
  target: Uint8Array,
  signal: AbortSignal,
): Promise<ComparedPictures> => {
  const { problem, match, confidence } = await engine.compare({ source, target }, { signal });
  if (problem !== null) {
    return { ok: false, picture: problem.picture, failure: problem.reason };
  }
  if (match === null || confidence === null) {
    throw new TypeError('The engine named no problem and gave no match');
  }
  const scores = { score: matchScoreOf(match), confidence: confidenceOf(confidence) };
  return { ok: true, match: scores, version: match.version };
};

const compareThere = async (
  remote: RemoteLiveness,
  source: Uint8Array,
  target: Uint8Array,
  signal: AbortSignal,
): Promise<ComparedPictures> => {
  const match = await remote.compare(source, target, signal);
  return match === null
    ? { ok: false, picture: 'source', failure: 'no-face' }
    : { ok: true, match, version: remote.name };
};
