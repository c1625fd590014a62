/** One call to the CoE family: headers, envelope (contracts 1.3) and token renewal, the same for every endpoint. */
import { literal, object, unknown, variant } from 'valibot';
import { encodeHeaderText, HEADERS } from '../../contract/index.ts';
import { isLifesignError } from '../../errors.ts';
import { abortable } from '../../abortable.ts';
import { parseAnswer } from '../transport/answers.ts';
import { refusal } from '../transport/backend-error.ts';
import { askHost } from '../transport/host.ts';
import { createJsonCalls, type JsonCall } from '../transport/json-call.ts';
import type { JsonAnswer } from '../transport/json-call.ts';
import type { Fetch } from '../transport/xhr-fetch.ts';
import { readFailure } from './failure.ts';

export interface CallOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly correlationId: string;
  readonly onTokenExpired: (() => Promise<string>) | null;
  readonly fetch: Fetch | null;
}

export type Call = Pick<JsonCall, 'name' | 'method' | 'path' | 'json' | 'signal'>;

export interface Answer {
  /** `data` of the success envelope. */
  readonly data: unknown;
  readonly retryAfterMs: number | null;
}

const envelope = variant('success', [
  object({ success: literal(true), data: unknown() }),
  object({ success: literal(false) }),
]);

/** Returns the data of a success envelope; throws for a failure. */
export const unwrap = (name: string, answer: JsonAnswer): Answer => {
  const parsed = parseAnswer(envelope, answer.body);
  if (!parsed.success) {
    throw refusal(name, answer, readFailure(answer.body, answer.status));
  }
  return { data: parsed.data, retryAfterMs: answer.retryAfterMs };
};

/** `publicKey` belongs to the same launch as the SDK session that is begun here. */
export const createCalls = (options: CallOptions, publicKey: string): ((call: Call) => Promise<Answer>) => {
  const { baseUrl, fetch } = options;
  const sendJson = createJsonCalls({ baseUrl, readFailure, fetch });
  const sdkSessionId = crypto.randomUUID();
  let token = options.token;
  let renewal: Promise<string> | null = null;

  const send = async (call: Call, withToken: string): Promise<Answer> => {
    const answer = await sendJson({
      ...call,
      headers: {
        [HEADERS.token]: withToken,
        [HEADERS.partnerSessionId]: encodeHeaderText(options.correlationId),
        [HEADERS.sdkSessionId]: sdkSessionId,
        [HEADERS.publicKey]: publicKey,
      },
      isRepeatable: true,
    });
    return unwrap(call.name, answer);
  };

  /** Returns the current token if another call has already renewed the refused one; otherwise asks the host, once for all calls. */
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
    const { onTokenExpired } = options;
    try {
      return await send(call, used);
    } catch (error) {
      if (!isLifesignError(error) || error.code !== 'api-unauthorized' || onTokenExpired === null) {
        throw error;
      }
      const fresh = await askHost(() => renew(used, onTokenExpired, call.signal), {
        code: 'api-unauthorized',
        message: `${call.name}: refused, and the host gave no new token`,
        detail: 'TOKEN_NOT_RENEWED',
      });
      return send(call, fresh);
    }
  };
};
