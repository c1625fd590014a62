/** The two calls of the Liveness Check Proxy (contracts 2), its answers read and its failures named. */
import { isLifesignError, LifesignError } from '../../errors.ts';
import type { Failure } from '../coe/backend-error.ts';
import type { Fetch } from '../coe/calls.ts';
import { createJsonCalls } from '../json-call.ts';

export interface ProxyAccess {
  /** With the context path, e.g. `https://gateway.example/liveness-check-proxy`. */
  readonly baseUrl: string;
  readonly userId: string;
  /** Sent with every call: the authentication of the partner's server in front of the proxy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Takes the place of `fetch` and of the upload's `XMLHttpRequest`, for tests. */
  readonly fetch?: Fetch;
}

export interface LivenessRecord {
  /** Base64 of the provider's serialised capture. */
  readonly image?: string;
  /** The token of init. */
  readonly reference?: string;
}

export interface ProxyCalls {
  /** Answers the token; null where the provider gives none. */
  init(signal: AbortSignal): Promise<string | null>;
  /** Null: the provider could not reach a verdict. */
  verify(
    livenessRecord: LivenessRecord,
    options: { readonly signal: AbortSignal; readonly onProgress?: ((progress: number) => void) | undefined },
  ): Promise<'ACCEPTED' | 'REJECTED' | null>;
}

const CODE = /^[A-Z][A-Z_]{1,40}$/;

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
          // A token is good for one verification: a repeat after a lost answer could only be refused.
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

const fieldOf = (body: unknown, field: string): unknown =>
  typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === field)?.[1] : undefined;

const readFailure = (body: unknown): Failure | null => {
  const code = fieldOf(fieldOf(body, 'responseObject'), 'code');
  return typeof code === 'string' && CODE.test(code) ? { code, cause: code } : null;
};

const malformed = (field: string): LifesignError =>
  new LifesignError('api-malformed', `The gateway's answer has no usable ${field}`, { detail: field });

const referenceOf = (body: unknown): string | null => {
  const type = fieldOf(body, 'initiationType');
  const reference = fieldOf(body, 'reference');
  if (type === 'NONE') {
    return null;
  }
  if (type !== 'TOKEN' || typeof reference !== 'string' || reference === '') {
    throw malformed('reference');
  }
  return reference;
};

const verdictOf = (body: unknown): 'ACCEPTED' | 'REJECTED' => {
  const result = fieldOf(body, 'result');
  if (result !== 'ACCEPTED' && result !== 'REJECTED') {
    throw malformed('result');
  }
  return result;
};
