/**
 * The BPM self-service family (contracts 7) as a {@link Backend}: begins a session at the gateway, so that the record
 * it sends is verified rather than trusted. The record is created only when the attempt is submitted.
 */
import { LifesignError } from '../../errors.ts';
import type { Backend, SubmissionOutcome, SubmitInput } from '../backend.ts';
import { FRESH_MS } from '../transport/fresh.ts';
import { guarded } from '../transport/guarded.ts';
import { askHost } from '../transport/host.ts';
import { createJsonCalls } from '../transport/json-call.ts';
import { launchKeyOnce } from '../transport/launch-key.ts';
import type { DrawnFrames } from '../transport/moments.ts';
import { serialiseCapture } from '../transport/serialise-capture.ts';
import type { Fetch } from '../transport/xhr-fetch.ts';
import { parseRecord, parseSession, readFailure } from './answers.ts';

export interface BpmSelfServiceOptions {
  /** The gateway, with or without a trailing slash. */
  readonly baseUrl: string;
  /** The customer's bearer token; a function is called for it before each request. */
  readonly token: string | (() => Promise<string>);
  /** Attempts of a launch. Default 3. */
  readonly maxAttempts?: number;
  /** Sent along with records, for the administrator. */
  readonly devicePlatform?: string;
  readonly appVersion?: string;
  /** Replaces `fetch` and the upload's `XMLHttpRequest`, for tests. */
  readonly fetch?: Fetch;
}

const MAX_ATTEMPTS = 3;

interface Attempt {
  readonly nonce: string;
  readonly drawn: DrawnFrames;
  /** One for each attempt, so that a retry after a lost answer gives the same record. */
  readonly idempotencyKey: string;
  readonly startedAt: number;
}

/** One backend for each launch: it holds the launch's signing key. */
export const bpmSelfService = (options: BpmSelfServiceOptions): Backend => {
  const { baseUrl, token: given, fetch = null, maxAttempts = MAX_ATTEMPTS } = options;
  const call = createJsonCalls({ baseUrl, readFailure, fetch });
  const attempts = new Map<string, Attempt>();
  /** Sessions that were submitted for: one that was only begun costs no attempt. */
  const sent = new Set<string>();
  const launchKey = launchKeyOnce();

  const command = async (
    name: string,
    json: unknown,
    signal: AbortSignal,
    more: { headers?: Readonly<Record<string, string>>; onProgress?: ((progress: number) => void) | undefined } = {},
  ): Promise<unknown> => {
    const { body } = await call({
      name,
      method: 'post',
      path: `api/BPMSelfService/commands/${name}`,
      headers: { authorization: `Bearer ${await tokenOf(given)}`, ...more.headers },
      json,
      isRepeatable: true,
      signal,
      ...(more.onProgress === undefined ? {} : { onProgress: more.onProgress }),
    });
    return body;
  };

  const submit = async (input: SubmitInput): Promise<SubmissionOutcome> => {
    const { submissionId } = input.submission;
    const attempt = attempts.get(submissionId);
    if (attempt === undefined) {
      throw new LifesignError('internal', 'The session is not one of this launch');
    }
    const { evidence, images, moments } = await serialiseCapture(await launchKey(), input, {
      nonce: attempt.nonce,
      drawn: attempt.drawn,
      submissionId,
    });
    const isLive = input.verdict !== 'spoof';
    const { asked, completed } = input.evidence.challenges ?? { asked: [], completed: [] };
    const lighting = input.lighting === undefined ? {} : { lightingValue: input.lighting };
    const finalCapture = {
      verificationResult: isLive,
      sessionDuration: Math.round(input.evidence.device.windowMs),
      ...lighting,
    };
    const answer = await command(
      'UpdateLivenessCheckCommand',
      {
        sessionId: submissionId,
        isSuccessful: isLive,
        ...(images.SELFIE === undefined ? {} : { imageBase64: images.SELFIE }),
        ...(images.ADDITIONAL_SELFIE === undefined ? {} : { additionalImageBase64: images.ADDITIONAL_SELFIE }),
        metadata: {
          timestamp: input.evidence.capturedAt,
          completedAt: new Date(input.evidence.capturedAt).toISOString(),
          verificationResult: isLive,
          sessionDuration: Math.max(0, Math.round(Date.now() - attempt.startedAt)),
          ...lighting,
          challengeCount: asked.length,
          challenges: asked,
          completedChallenges: completed.map(({ name }) => name),
          finalCapture,
          evidence,
          ...(moments === undefined ? {} : { moments }),
        },
        ...(images.SELFIE === undefined ? {} : { imageMetadata: finalCapture }),
      },
      input.signal,
      {
        headers: {
          'idempotency-key': attempt.idempotencyKey,
          ...(options.devicePlatform === undefined ? {} : { 'x-device-platform': options.devicePlatform }),
          ...(options.appVersion === undefined ? {} : { 'x-app-version': options.appVersion }),
        },
        onProgress: input.onProgress,
      },
    );
    sent.add(submissionId);
    const passed = parseRecord(answer);
    const attemptsLeft = Math.max(0, maxAttempts - sent.size);
    return {
      submissionId,
      nextAction: passed || attemptsLeft === 0 ? 'EXIT' : 'RETRY',
      decided: true,
      passed,
      reasonCode: passed ? '' : 'NOT_LIVE',
      attemptsLeft,
      messages: [],
      retryAfterMs: null,
    };
  };

  return {
    asksChallenges: true,
    begin: ({ signal }) =>
      guarded(signal, async () => {
        const { publicKey } = await launchKey();
        // The gateway chooses the session id: a retry after a lost answer simply gets another session.
        const answer = await command('StartLivenessSessionCommand', { publicKey }, signal);
        const { sessionId: submissionId, nonce, moments, ...asked } = parseSession(answer);
        attempts.set(submissionId, {
          nonce,
          drawn: { moments, light: asked.light },
          idempotencyKey: crypto.randomUUID(),
          startedAt: Date.now(),
        });
        return {
          submissionId,
          nonce,
          attemptsLeft: Math.max(1, maxAttempts - sent.size),
          freshMs: FRESH_MS,
          ...asked,
        };
      }),
    submit: (input) => guarded(input.signal, () => submit(input)),
    // The command returns the outcome itself, so there is nothing to poll.
    status: () => Promise.reject(new LifesignError('internal', 'This family has no status to poll')),
  };
};

const tokenOf = async (given: BpmSelfServiceOptions['token']): Promise<string> =>
  typeof given === 'string'
    ? given
    : askHost(given, { code: 'api-unauthorized', message: 'the host gave no token', detail: 'TOKEN_NOT_RENEWED' });
