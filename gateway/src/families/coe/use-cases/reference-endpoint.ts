/**
 * The partner's "get reference image" call: answers with the address of a picture, not with the picture.
 * The partner's credentials go to this endpoint and nowhere else; the picture is fetched without them.
 */
import { z } from 'zod';
import type { GuardedFetch, GuardedFetchFailure } from '../../../images/guarded-fetch.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

const Answer = z.object({
  success: z.literal(true),
  data: z.object({
    referenceImageUrl: z.string().min(1),
    imageType: z.enum(['SELFIE', 'KTP']),
    // The contract's other endpoints send such numbers as strings.
    expiryInSeconds: z.coerce.number().nonnegative().optional(),
  }),
});

export type ReferenceUrlResult =
  | { readonly ok: true; readonly url: string; readonly imageType: 'SELFIE' | 'KTP' }
  /** `bad-answer`: the partner answered 200 with something else than the contract's JSON. */
  | { readonly ok: false; readonly failure: GuardedFetchFailure | 'bad-answer' };

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
  const answer = Answer.safeParse(parseJson(fetched.bytes));
  if (!answer.success) {
    return { ok: false, failure: 'bad-answer' };
  }
  const { referenceImageUrl, imageType } = answer.data.data;
  return { ok: true, url: referenceImageUrl, imageType };
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
};
