/** Two pictures by their addresses, fetched under guard and compared. Nothing of them is kept. */
import { createHash } from 'node:crypto';
import { UPLOAD } from 'lifesign/contract';
import { createImageFetcher } from '../../adapters/image/image-fetcher.ts';
import type { Deps } from '../../deps.ts';
import { confidenceOf, type MatchOutcome, matchScoreOf, testMatch } from '../../domain/e-verify.ts';
import type { Engine, FetchImageFailure } from '../../ports.ts';
import type { EVerifyCaller } from './sessions.ts';

export interface FaceMatchRequest {
  readonly sourceUrl: string;
  readonly targetUrl: string;
}

export type FaceMatchAnswer =
  | { readonly ok: true; readonly match: MatchOutcome }
  | {
      readonly ok: false;
      readonly picture: 'source' | 'target';
      readonly failure: FetchImageFailure | 'unreadable' | 'no-face';
    };

export const matchFaces = async (
  { config, engine, db, audit }: Deps & { readonly engine: Engine },
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
  const { problem, match, confidence } = await engine.compare(
    { source: source.bytes, target: target.bytes },
    { signal },
  );
  if (problem !== null) {
    return { ok: false, picture: problem.picture, failure: problem.reason };
  }
  if (match === null || confidence === null) {
    throw new TypeError('The engine named no problem and gave no match');
  }
  const outcome = { score: matchScoreOf(match), confidence: confidenceOf(confidence) };
  await db.transaction().execute((tx) =>
    audit.append(tx, {
      family: 'e-verify',
      tenant: account,
      actor: `partner:${account}`,
      userId: null,
      action: 'face-matched',
      detail: {
        ...outcome,
        version: match.version,
        sourceSha256: sha256(source.bytes),
        targetSha256: sha256(target.bytes),
      },
    }),
  );
  return { ok: true, match: outcome };
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
