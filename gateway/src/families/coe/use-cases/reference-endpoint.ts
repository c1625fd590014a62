/**
 * The partner's "get reference image" call: answers with the address of a picture, not with the picture.
 * The partner's credentials go to this endpoint and nowhere else; the picture is fetched without them.
 */
import { z } from 'zod';
import type { GuardedFetch, GuardedFetchFailure } from '../../../images/guarded-fetch.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

const Picture = z.object({
  referenceImageUrl: z.string().min(1),
  // In upper or lower case. Absent: the contract's default for a reference picture.
  imageType: z
    .string()
    .transform((type) => type.trim().toUpperCase())
    .pipe(z.enum(['SELFIE', 'KTP']))
    .nullish()
    .transform((type) => type ?? 'KTP'),
  // The contract's other endpoints send such numbers as strings.
  expiryInSeconds: z.coerce.number().nonnegative().nullish(),
});

/** The contract's envelope, or only its content. */
const Answer = z.union([
  z.object({ success: z.literal(true), data: Picture }).transform(({ data }) => data),
  Picture.extend({ success: z.literal(true).optional() }),
]);

export type ReferenceUrlResult =
  | { readonly ok: true; readonly url: string; readonly imageType: 'SELFIE' | 'KTP' }
  /**
   * `bad-answer`: the partner answered 200 with something else than the contract's JSON; `what` names the first field that
   * is wrong.
   */
  | { readonly ok: false; readonly failure: GuardedFetchFailure }
  | { readonly ok: false; readonly failure: 'bad-answer'; readonly what: string };

export interface ReferenceUrlCall {
  readonly endpoint: string;
  /** The user's headers and the partner's configured authentication. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Asks the partner where a user's reference image is. One try: the caller's queue decides on another. */
export const fetchReferenceUrl = async (
  guardedFetch: GuardedFetch,
  { endpoint, headers, signal }: ReferenceUrlCall,
): Promise<ReferenceUrlResult> => {
  const fetched = await guardedFetch(endpoint, {
    headers: { accept: 'application/json', ...headers },
    maxBytes: MAX_ANSWER_BYTES,
    ...(signal === undefined ? {} : { signal }),
  });
  if (!fetched.ok) {
    return fetched;
  }
  const parsed = parseJson(fetched.bytes);
  const answer = Answer.safeParse(parsed);
  if (!answer.success) {
    return { ok: false, failure: 'bad-answer', what: whatIsWrong(parsed) };
  }
  const { referenceImageUrl, imageType } = answer.data;
  return { ok: true, url: referenceImageUrl, imageType };
};

/** In our own words, because the answer may contain anything and this goes to the log. */
const whatIsWrong = (answer: unknown): string => {
  if (typeof answer !== 'object' || answer === null) {
    return 'not a JSON object';
  }
  if ('success' in answer && answer.success !== true) {
    return 'success is not true';
  }
  const found = Picture.safeParse('data' in answer ? answer.data : answer);
  const [issue] = found.success ? [] : found.error.issues;
  return issue === undefined ? 'data' : issue.path.join('.') || 'data';
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
};
