/**
 * One call to the gateway: headers, envelope, repeats and the fresh token. Knows no endpoint's meaning.
 */
import ky from 'ky';
import { encodeHeaderText, HEADERS } from '../../contract/index.ts';
import { LifesignError } from '../../errors.ts';
import { abortable } from './abortable.ts';
import { readFailure, refusal, toBackendError } from './backend-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { RETRY } from './retry.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface CallOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly correlationId: string;
  readonly onTokenExpired: (() => Promise<string>) | null;
  readonly fetch: Fetch | null;
}

export interface Call {
  /** For developers, in errors. */
  readonly name: string;
  readonly method: 'get' | 'put';
  readonly path: string;
  readonly searchParams?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly signal: AbortSignal;
}

export interface Answer {
  /** `data` of the success envelope. */
  readonly data: unknown;
  readonly retryAfterMs: number | null;
}

const ATTEMPT_MS = 15_000;
const TOTAL_MS = 45_000;

/** `publicKey` belongs to the same launch as the SDK session that is begun here. */
export const createCalls = (options: CallOptions, publicKey: string): ((call: Call) => Promise<Answer>) => {
  const sdkSessionId = crypto.randomUUID();
  let token = options.token;
  let renewal: Promise<string> | null = null;

  const send = async (call: Call, withToken: string): Promise<Answer> => {
    const response = await ky(call.path, {
      prefix: options.baseUrl,
      method: call.method,
      headers: {
        [HEADERS.token]: withToken,
        [HEADERS.partnerSessionId]: encodeHeaderText(options.correlationId),
        [HEADERS.sdkSessionId]: sdkSessionId,
        [HEADERS.publicKey]: publicKey,
      },
      ...(call.searchParams === undefined ? {} : { searchParams: { ...call.searchParams } }),
      ...(call.json === undefined ? {} : { json: call.json }),
      ...(options.fetch === null ? {} : { fetch: options.fetch }),
      signal: call.signal,
      retry: RETRY,
      timeout: ATTEMPT_MS,
      totalTimeout: TOTAL_MS,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Our headers would go along to wherever a redirect points.
      redirect: 'error',
    });
    return {
      data: dataOf(call.name, response, await response.json()),
      retryAfterMs: readRetryAfter(response.headers),
    };
  };

  /** The present token when another call has already replaced the refused one; otherwise asks the host, once for all. */
  const renew = async (refused: string, ask: () => Promise<string>, signal: AbortSignal): Promise<string> => {
    if (token !== refused) {
      return token;
    }
    renewal ??= ask().finally(() => {
      renewal = null;
    });
    const fresh = await abortable(renewal, signal);
    if (typeof fresh !== 'string' || fresh === '') {
      throw new TypeError('onTokenExpired gave no token');
    }
    token = fresh;
    return fresh;
  };

  return async (call) => {
    const used = token;
    try {
      return await send(call, used);
    } catch (failure) {
      const error = toBackendError(failure, call.name);
      if (error.code !== 'api-unauthorized' || options.onTokenExpired === null) {
        throw error;
      }
      const fresh = await renew(used, options.onTokenExpired, call.signal).catch(() => {
        // What the host's callback threw may quote the token, so it is not passed on.
        throw new LifesignError('api-unauthorized', `${call.name}: refused, and no fresh token came`, {
          detail: 'TOKEN_NOT_RENEWED',
        });
      });
      return send(call, fresh).catch((again: unknown) => {
        throw toBackendError(again, call.name);
      });
    }
  };
};

const dataOf = (name: string, response: Response, body: unknown): unknown => {
  if (typeof body === 'object' && body !== null && 'success' in body) {
    if (body.success === true && 'data' in body) {
      return body.data;
    }
    if (body.success === false) {
      throw refusal(name, response, readFailure(body));
    }
  }
  throw new LifesignError('api-malformed', `${name}: the answer is not an envelope`);
};
