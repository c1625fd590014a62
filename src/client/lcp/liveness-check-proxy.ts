/**
 * The Liveness Check Proxy (contracts 2) as a {@link Backend}: init gives the token that the capture is signed for, verify
 * returns the verdict. The address may be that of the partner's own server in front of the proxy.
 */
import type { NextAction } from '../../contract/index.ts';
import { LifesignError } from '../../errors.ts';
import type { Backend, SubmissionOutcome, SubmitInput } from '../backend.ts';
import { guarded } from '../transport/guarded.ts';
import { launchKeyOnce } from '../transport/launch-key.ts';
import { serialiseCapture } from '../transport/serialise-capture.ts';
import { toBase64 } from '../transport/to-base64.ts';
import { createProxyCalls, type ProxyAccess } from './proxy-calls.ts';

/** For a proxy whose provider is `lifesign`; with another one, see `launchWithProvider`. */
export interface LivenessCheckProxyOptions extends ProxyAccess {
  /** Attempts of a launch. Default 3. */
  readonly maxAttempts?: number;
}

const MAX_ATTEMPTS = 3;

/**
 * Some providers' tokens expire after two minutes, and the upload needs part of that: for a capture that comes
 * later than this, a new token is requested. Milliseconds.
 */
const FRESH_MS = 60_000;

interface Token {
  readonly reference: string;
  readonly issuedAt: number;
}

/** One backend for each launch: it holds the launch's signing key. */
export const livenessCheckProxy = ({ maxAttempts = MAX_ATTEMPTS, ...access }: LivenessCheckProxyOptions): Backend => {
  const calls = createProxyCalls(access);
  /** The newest token of each attempt. */
  const tokens = new Map<string, Token>();
  const outcomes = new Map<string, SubmissionOutcome>();
  const launchKey = launchKeyOnce();

  const init = async (submissionId: string, signal: AbortSignal): Promise<string> => {
    const reference = await calls.init(signal);
    if (reference === null) {
      throw new LifesignError('api-malformed', 'init: no token, so another provider captures', { detail: 'reference' });
    }
    tokens.set(submissionId, { reference, issuedAt: Date.now() });
    return reference;
  };

  const begin = async (signal: AbortSignal): Promise<string> => {
    // Not the token: the submission's id reaches the page and analytics.
    const submissionId = crypto.randomUUID();
    await init(submissionId, signal);
    return submissionId;
  };

  const imageOf = async (input: SubmitInput, reference: string): Promise<string> => {
    const signer = await launchKey();
    const capture = await serialiseCapture(signer, input, { nonce: reference, submissionId: reference });
    return toBase64(new TextEncoder().encode(JSON.stringify({ ...capture, public_key: signer.publicKey })));
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
    const token = tokens.get(submissionId);
    if (token === undefined) {
      throw new LifesignError('internal', 'The attempt is not one of this launch');
    }
    const { onProgress, signal } = input;
    const isFresh = Date.now() - token.issuedAt <= FRESH_MS;
    const reference = isFresh ? token.reference : await init(submissionId, signal);
    const image = await imageOf(input, reference);
    return judged(submissionId, await calls.verify({ image, reference }, { onProgress, signal }));
  };

  return {
    begin: ({ signal }) =>
      guarded(signal, async () => {
        const submissionId = await begin(signal);
        const attemptsLeft = Math.max(1, maxAttempts - tokens.size + 1);
        return { submissionId, nonce: submissionId, attemptsLeft, deviceVerdict: 'enforce' };
      }),
    submit: (input) => guarded(input.signal, () => submit(input)),
    status: (submissionId, { signal }) =>
      guarded(signal, () => Promise.resolve(outcomes.get(submissionId) ?? judged(submissionId, null))),
  };
};
