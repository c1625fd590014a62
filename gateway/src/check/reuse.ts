/** The one check of all families for pictures that were used before: the same bytes, or a copy of the same picture. */
import type { Tx } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import type { CheckRole } from './check.ts';
import { isCopy } from '../images/picture-print.ts';
import { type CheckConclusion, COPY_REASONS } from './judgement.ts';
import { findAlike, isKnownExactly, type KnownBy, lockPrints } from './store/prints.ts';

const DAY_MS = 86_400_000;

/** Description of a picture without a search for its face. */
export interface CheckPicture {
  readonly role: CheckRole;
  readonly sha256: string;
}

/**
 * Returns the conclusion, or a spoof when a picture was used before, by any person in any family. Runs in the transaction that
 * records the check; its locks put concurrent checks in an order. A capture that could not be judged, and an outcome without
 * pictures to look at, are returned unchanged.
 */
export const heldToReuse = async <Conclusion extends CheckConclusion>(
  { cipher, clock }: Pick<Deps, 'cipher' | 'clock'>,
  tx: Tx,
  { imageReuseDays }: { readonly imageReuseDays: number },
  pictures: readonly CheckPicture[],
  conclusion: Conclusion,
): Promise<Conclusion | (Conclusion & { readonly state: 'spoof' })> => {
  const { state } = conclusion;
  const isJudged = state === 'live' || state === 'spoof' || state === 'uncertain' || state === 'mismatch';
  const known = knownBy(pictures, conclusion);
  if (!isJudged || !isLookedAt(conclusion, imageReuseDays) || known.length === 0) {
    return conclusion;
  }
  await lockPrints(tx, known);
  const since = new Date(clock.now().getTime() - imageReuseDays * DAY_MS);
  if (!(await isKnown({ tx, cipher, since }, known))) {
    return conclusion;
  }
  return { ...conclusion, state: 'spoof' as const, reason: COPY_REASONS.reused, score: 0 };
};

/** Whether this outcome checks and records the pictures. A sandbox does neither, so that its outcomes repeat. */
export const isLookedAt = ({ details }: CheckConclusion, imageReuseDays: number): boolean =>
  imageReuseDays > 0 && details.decidedBy !== 'sandbox';

/** Of a capture's pictures; a reference picture is the same in every check of its person. */
export const knownBy = (pictures: readonly CheckPicture[], { prints = {} }: CheckConclusion): readonly KnownBy[] =>
  pictures.flatMap(({ role, sha256 }) => (role === 'REFERENCE' ? [] : [{ sha256, print: prints[role] ?? null }]));

interface Look {
  readonly tx: Tx;
  readonly cipher: Deps['cipher'];
  readonly since: Date;
}

const isKnown = async ({ tx, cipher, since }: Look, pictures: readonly KnownBy[]): Promise<boolean> => {
  if (
    await isKnownExactly(
      tx,
      pictures.map(({ sha256 }) => sha256),
      since,
    )
  ) {
    return true;
  }
  for (const { print } of pictures) {
    if (print !== null) {
      const alike = await findAlike(tx, cipher, print, since);
      if (alike.some((square) => isCopy(square, print))) {
        return true;
      }
    }
  }
  return false;
};
