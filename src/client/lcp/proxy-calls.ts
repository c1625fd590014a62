/** The two calls of the Liveness Check Proxy (contracts 2): parses answers and classifies failures. */
import { literal, object, picklist, pipe, regex, safeParse, string, variant } from 'valibot';
import { isLifesignError } from '../../errors.ts';
import { parseAnswer, text } from '../transport/answers.ts';
import type { Failure } from '../transport/backend-error.ts';
import { createJsonCalls } from '../transport/json-call.ts';
import type { Fetch } from '../transport/xhr-fetch.ts';

export interface ProxyAccess {
  /** With the context path, e.g. `https://gateway.example/liveness-check-proxy`. */
  readonly baseUrl: string;
  readonly userId: string;
  /** Sent with every call: the authentication of the partner's server in front of the proxy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Replaces `fetch` and the upload's `XMLHttpRequest`, for tests. */
  readonly fetch?: Fetch;
}

export interface LivenessRecord {
  /** Base64 of the provider's serialised capture. */
  readonly image?: string;
  /** The token of init. */
  readonly reference?: string;
}

export interface ProxyCalls {
  /** Resolves to the token; null where the provider gives none. */
  init(signal: AbortSignal): Promise<string | null>;
  /** Null: the provider could not reach a verdict. */
  verify(
    livenessRecord: LivenessRecord,
    options: { readonly signal: AbortSignal; readonly onProgress?: ((progress: number) => void) | undefined },
  ): Promise<'ACCEPTED' | 'REJECTED' | null>;
}

export const createProxyCalls = ({ baseUrl, userId, headers = {}, fetch }: ProxyAccess): ProxyCalls => {
  const call = createJsonCalls({ baseUrl, readFailure, fetch: fetch ?? null });
  return {
    init: async (signal) => {
      const path = 'liveness/init';
      const json = { userId };
      return referenceOf(
        (await call({ name: 'init', method: 'post', path, json, headers, isRepeatable: true, signal })).body,
      );
    },
    verify: async (livenessRecord, { signal, onProgress }) => {
      try {
        const { body } = await call({
          name: 'verify',
          method: 'post',
          path: 'liveness/verify',
          json: { userId, livenessRecord },
          headers,
          // A token is valid for one verification: a retry after a lost answer could only be refused.
          isRepeatable: false,
          isUpload: true,
          signal,
          onProgress,
        });
        return verdictOf(body);
      } catch (error) {
        if (isLifesignError(error) && error.detail === 'VERIFICATION_ERROR') {
          return null;
        }
        throw error;
      }
    },
  };
};

const failure = object({ responseObject: object({ code: pipe(string(), regex(/^[A-Z][A-Z_]{1,40}$/)) }) });

const readFailure = (body: unknown): Failure | null => {
  const parsed = safeParse(failure, body);
  return parsed.success ? { cause: parsed.output.responseObject.code } : null;
};

const initiation = variant('initiationType', [
  object({ initiationType: literal('NONE') }),
  object({ initiationType: literal('TOKEN'), reference: text }),
]);

const referenceOf = (body: unknown): string | null => {
  const answer = parseAnswer(initiation, body);
  return answer.initiationType === 'NONE' ? null : answer.reference;
};

const verification = object({ result: picklist(['ACCEPTED', 'REJECTED']) });

const verdictOf = (body: unknown): 'ACCEPTED' | 'REJECTED' => parseAnswer(verification, body).result;
