/**
 * The Liveness Check Proxy (seed 004) as a {@link Backend}: init gives the token that the capture is signed for, verify
 * judges it in the same call. Its address may be that of the partner's own server in front of the proxy.
 */
import type { NextAction } from '../../contract/index.ts';
import { isLifesignError, LifesignError } from '../../errors.ts';
import type { Backend, SubmissionOutcome, SubmitInput } from '../backend.ts';
import type { Failure } from '../coe/backend-error.ts';
import type { Fetch } from '../coe/calls.ts';
import { createLaunchKey, type LaunchKey } from '../coe/launch-key.ts';
import { guarded } from '../guarded.ts';
import { createJsonCalls } from '../json-call.ts';
import { serialiseCapture, toBase64 } from '../serialise-capture.ts';

/** What a provider's own SDK is started with, and what it hands back when its capture is over. */
export type CaptureWithProvider = (start: {
  /** The token of init; null where the provider gives none. */
  readonly reference: string | null;
  readonly signal: AbortSignal;
}) => Promise<{
  /** Base64 of the provider's serialised capture, where verify wants it. */
  readonly image?: string;
}>;

export interface LivenessCheckProxyOptions {
  /** With the context path, e.g. `https://gateway.example/liveness-check-proxy`. */
  readonly baseUrl: string;
  readonly userId: string;
  /** Sent with every call: the authentication of the partner's server in front of the proxy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Attempts of a launch. Default 3. */
  readonly maxAttempts?: number;
  /**
   * For providers that capture with their own SDK: called once the flow would send its capture, which is then not sent.
   * Default: the proxy's provider is `lifesign`.
   */
  readonly captureWithProvider?: CaptureWithProvider;
  /** Takes the place of `fetch` and of the upload's `XMLHttpRequest`, for tests. */
  readonly fetch?: Fetch;
}

const MAX_ATTEMPTS = 3;
const CODE = /^[A-Z][A-Z_]{1,40}$/;

/** One backend for each launch: it holds the launch's signing key. */
export const livenessCheckProxy = ({
  baseUrl,
  userId,
  headers = {},
  maxAttempts = MAX_ATTEMPTS,
  captureWithProvider,
  fetch,
}: LivenessCheckProxyOptions): Backend => {
  const call = createJsonCalls({ baseUrl, readFailure, fetch: fetch ?? null });
  const tokens = new Map<string, string | null>();
  const outcomes = new Map<string, SubmissionOutcome>();
  let key: Promise<LaunchKey> | null = null;

  const launchKey = (): Promise<LaunchKey> => {
    key ??= createLaunchKey();
    return key;
  };

  const recordOf = async (input: SubmitInput, reference: string | null): Promise<Record<string, string>> => {
    if (captureWithProvider !== undefined) {
      const { image } = await captureWithProvider({ reference, signal: input.signal });
      return { ...(image === undefined ? {} : { image }), ...(reference === null ? {} : { reference }) };
    }
    if (reference === null) {
      throw new LifesignError('api-malformed', 'init: no token, and no capture of a provider', { detail: 'reference' });
    }
    const signer = await launchKey();
    const capture = await serialiseCapture(signer, input, { nonce: reference, submissionId: reference });
    const json = JSON.stringify({ ...capture, public_key: signer.publicKey });
    return { image: toBase64(new TextEncoder().encode(json)), reference };
  };

  const judged = (submissionId: string, verdict: 'ACCEPTED' | 'REJECTED' | null): SubmissionOutcome => {
    const attemptsLeft = Math.max(0, maxAttempts - tokens.size);
    const passed = verdict === 'ACCEPTED';
    const again: NextAction = attemptsLeft > 0 ? 'RETRY' : 'EXIT';
    const outcome = {
      submissionId,
      nextAction: passed ? 'EXIT' : again,
      decided: verdict !== null,
      passed,
      reasonCode: passed ? '' : verdict === null ? 'VERIFICATION_FAILED' : 'NOT_LIVE',
      attemptsLeft,
      messages: [],
      retryAfterMs: null,
    } satisfies SubmissionOutcome;
    outcomes.set(submissionId, outcome);
    return outcome;
  };

  const submit = async (input: SubmitInput): Promise<SubmissionOutcome> => {
    const { submissionId } = input.submission;
    const known = outcomes.get(submissionId);
    if (known !== undefined) {
      return known;
    }
    const reference = tokens.get(submissionId);
    if (reference === undefined) {
      throw new LifesignError('internal', 'The attempt is not one of this launch');
    }
    const json = { userId, livenessRecord: await recordOf(input, reference) };
    const { onProgress, signal } = input;
    // A token is good for one verification: a repeat after a lost answer could only be refused.
    const common = { headers, isRepeatable: false, signal };
    try {
      const answer = await call({
        name: 'verify',
        method: 'post',
        path: 'liveness/verify',
        json,
        onProgress,
        ...common,
      });
      return judged(submissionId, verdictOf(answer.body));
    } catch (error) {
      if (isLifesignError(error) && error.detail === 'VERIFICATION_ERROR') {
        return judged(submissionId, null);
      }
      throw error;
    }
  };

  return {
    begin: ({ signal }) =>
      guarded(signal, async () => {
        const path = 'liveness/init';
        const answer = await call({
          name: 'init',
          method: 'post',
          path,
          json: { userId },
          headers,
          isRepeatable: true,
          signal,
        });
        // The token stays in here: a submission's id is told to the page and to analytics.
        const submissionId = crypto.randomUUID();
        tokens.set(submissionId, referenceOf(answer.body));
        return {
          submissionId,
          nonce: submissionId,
          attemptsLeft: Math.max(1, maxAttempts - tokens.size + 1),
          // The provider's own SDK looks for itself, whatever the flow's engine said.
          deviceVerdict: captureWithProvider === undefined ? 'enforce' : 'report',
        };
      }),
    submit: (input) => guarded(input.signal, () => submit(input)),
    status: (submissionId, { signal }) =>
      guarded(signal, () => Promise.resolve(outcomes.get(submissionId) ?? judged(submissionId, null))),
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
