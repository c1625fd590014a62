/**
 * The CoE family (contracts 1) as a {@link Backend}: opens attempts, uploads, signs, confirms, reads the status.
 * Owns the state that retries need: upload addresses, what is already uploaded, the launch's key. Independent of phases,
 * screens or polling intervals.
 */
import type { DocumentType, SubmissionType } from '../../contract/index.ts';
import { isLifesignError, LifesignError } from '../../errors.ts';
import type {
  Backend,
  HandoffCalls,
  HandoffStanding,
  Submission,
  SubmissionOutcome,
  SubmitInput,
  UploadImage,
} from '../backend.ts';
import { guarded } from '../transport/guarded.ts';
import { type LaunchKey, launchKeyOnce } from '../transport/launch-key.ts';
import { chooseFrames } from '../transport/moments.ts';
import { Refusal } from '../transport/refusal.ts';
import { upload } from '../transport/upload.ts';
import type { Fetch } from '../transport/xhr-fetch.ts';
import {
  type OpenedSubmission,
  parseConfirm,
  parseMadeHandoff,
  parseStanding,
  parseStatus,
  parseUploadUrls,
} from './answers.ts';
import { type Answer, type Call, createCalls } from './calls.ts';
import { INVALID_CONFIRM, readFailure, STATE_CONFLICT } from './failure.ts';

export interface CoeOptions {
  /** With or without a trailing slash. */
  readonly baseUrl: string;
  /** The user token of Initiate Flow. */
  readonly token: string;
  /** The partner's session id, as given to Initiate Flow. */
  readonly correlationId: string;
  readonly flow: 'liveness' | 'verification';
  /** Called at most once for each refused call; resolves to a new token. Default: an expired token ends the launch. */
  readonly onTokenExpired?: (() => Promise<string>) | null;
  /** Replaces `fetch` and the upload's `XMLHttpRequest`, for tests. */
  readonly fetch?: Fetch;
}

const SUBMISSION_TYPE = {
  liveness: 'STANDALONE_LIVENESS',
  verification: 'FACE_VERIFICATION',
} as const satisfies Record<CoeOptions['flow'], SubmissionType>;

/** Upload addresses are renewed this many milliseconds before they expire. */
const EXPIRY_MARGIN_MS = 5000;

interface Attempt extends OpenedSubmission {
  readonly expiresAt: number;
  /** SHA-256 of the pictures already uploaded. */
  readonly uploaded: Set<string>;
}

interface Launch {
  readonly key: LaunchKey;
  readonly call: (call: Call) => Promise<Answer>;
}

export interface CoeBackend extends Backend {
  readonly handoff: HandoffCalls;
}

/** One backend for each launch: it holds the launch's signing key and SDK session. */
export const coe = (options: CoeOptions): CoeBackend => {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const fetch = options.fetch ?? null;
  const attempts = new Map<string, Attempt>();
  const launchKey = launchKeyOnce();
  let callGateway: Launch['call'] | null = null;

  const launched = async (): Promise<Launch> => {
    const key = await launchKey();
    const { token, correlationId, onTokenExpired = null } = options;
    callGateway ??= createCalls({ baseUrl, token, correlationId, onTokenExpired, fetch }, key.publicKey);
    return { key, call: callGateway };
  };

  const open = async (signal: AbortSignal): Promise<Attempt> => {
    const { call } = await launched();
    const answer = await call({
      name: 'upload-urls',
      method: 'get',
      path: `coe/v1/submissions/urls?submissionType=${SUBMISSION_TYPE[options.flow]}`,
      signal,
    });
    const opened = parseUploadUrls(answer.data, baseUrl);
    const attempt = { ...opened, expiresAt: Date.now() + opened.lifetimeMs, uploaded: new Set<string>() };
    attempts.set(opened.submissionId, attempt);
    return attempt;
  };

  /** Opens a new submission for the attempt, kept under the id that the flow already has. */
  const reopen = async (submissionId: string, signal: AbortSignal): Promise<Attempt> => {
    const attempt = await open(signal);
    attempts.set(submissionId, attempt);
    return attempt;
  };

  const ask = async (submissionId: string, signal: AbortSignal): Promise<ReturnType<typeof parseStatus>> => {
    const { call } = await launched();
    const path = `coe/v1/submissions/${encodeURIComponent(submissionId)}/status`;
    const answer = await call({ name: 'status', method: 'get', path, signal });
    return parseStatus(answer.data, answer.retryAfterMs);
  };

  /** Uploads the pictures. False when the upload addresses are gone. */
  const send = async (attempt: Attempt, input: SubmitInput): Promise<boolean> => {
    const images = placed(attempt, input.images);
    const total = images.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    let before = 0;
    let told = 0;
    for (const { type, bytes, sha256 } of images) {
      const tell = (sent: number): void => {
        // A retried upload starts at 0, but the progress must not go backwards.
        told = Math.max(told, Math.min(1, (before + Math.min(sent, bytes.byteLength)) / total));
        input.onProgress?.(told);
      };
      if (!attempt.uploaded.has(`${type}:${sha256}`)) {
        const url = attempt.slots[type] ?? '';
        if (!(await upload({ url, bytes, signal: input.signal, onSent: tell, fetch, readFailure }))) {
          return false;
        }
        attempt.uploaded.add(`${type}:${sha256}`);
      }
      before += bytes.byteLength;
    }
    input.onProgress?.(1);
    return true;
  };

  const confirm = async (attempt: Attempt, input: SubmitInput): Promise<SubmissionOutcome> => {
    const { key, call } = await launched();
    const { submissionId, nonce } = attempt;
    const images: Partial<Record<DocumentType, string>> = {};
    for (const { type, sha256 } of placed(attempt, input.images)) {
      images[type] = sha256;
    }
    const { signed, sent } = chooseFrames(attempt, input);
    const evidence = await key.sign({
      ...input.evidence,
      nonce,
      submissionId,
      images,
      ...signed,
    });
    const path = 'coe/v1/submissions/urls';
    const json = { submissionId, metadata: { evidence, ...sent } };
    const answer = await call({ name: 'confirm', method: 'put', path, json, signal: input.signal });
    const confirmed = parseConfirm(answer.data);
    if (confirmed.nextAction !== 'STATUS') {
      return (await ask(submissionId, input.signal)).outcome;
    }
    return {
      ...confirmed,
      decided: false,
      passed: false,
      reasonCode: '',
      attemptsLeft: Math.max(0, attempt.attemptsLeft - 1),
      retryAfterMs: answer.retryAfterMs,
    };
  };

  /** After a conflict: an earlier confirm arrived and only its answer was lost, unless the status says otherwise. */
  const settle = async (attempt: Attempt, input: SubmitInput): Promise<SubmissionOutcome> => {
    try {
      return await confirm(attempt, input);
    } catch (error) {
      if (!isLifesignError(error) || error.detail !== STATE_CONFLICT) {
        throw error;
      }
      const status = await ask(attempt.submissionId, input.signal);
      if (status.opened) {
        throw error;
      }
      return status.outcome;
    }
  };

  /** Null when a new submission is needed: the upload addresses are gone, or the nonce is too old. */
  const complete = async (attempt: Attempt, input: SubmitInput): Promise<SubmissionOutcome | null> => {
    if (!(await send(attempt, input))) {
      return null;
    }
    try {
      return await settle(attempt, input);
    } catch (error) {
      if (isLifesignError(error) && error.detail === INVALID_CONFIRM && Date.now() > attempt.expiresAt) {
        return null;
      }
      throw error;
    }
  };

  const submit = async (input: SubmitInput): Promise<SubmissionOutcome> => {
    const { submissionId } = input.submission;
    const known = attempts.get(submissionId);
    // Uploaded pictures may already be confirmed with only the answer lost, so confirm comes first even after expiry.
    const expired = known !== undefined && known.uploaded.size === 0 && Date.now() > known.expiresAt - EXPIRY_MARGIN_MS;
    const attempt = known === undefined || expired ? await reopen(submissionId, input.signal) : known;
    const outcome =
      (await complete(attempt, input)) ?? (await complete(await reopen(submissionId, input.signal), input));
    if (outcome !== null) {
      return outcome;
    }
    throw new LifesignError('api-rejected', 'upload: the new upload addresses are refused too', {
      detail: 'UPLOAD_REFUSED',
    });
  };

  /** Opens an attempt. When an earlier page of this session has submitted one already, returns it with its outcome. */
  const begin = async (signal: AbortSignal): Promise<Submission> => {
    try {
      const { submissionId, nonce, attemptsLeft, deviceVerdict, light } = await open(signal);
      return { submissionId, nonce, attemptsLeft, deviceVerdict, light };
    } catch (error) {
      const sent = error instanceof Refusal && error.detail === STATE_CONFLICT ? error.submissionId : null;
      if (sent === null) {
        throw error;
      }
      const { outcome } = await ask(sent, signal);
      const { submissionId, attemptsLeft } = outcome;
      return { submissionId, nonce: '', attemptsLeft, deviceVerdict: 'enforce', standing: outcome };
    }
  };

  const makeHandoff = async (signal: AbortSignal): Promise<{ id: string; code: string }> => {
    const { call } = await launched();
    return parseMadeHandoff(
      (await call({ name: 'handoff-make', method: 'post', path: 'coe/v1/handoffs', signal })).data,
    );
  };

  const lookAtHandoff = async (id: string, signal: AbortSignal): Promise<HandoffStanding> => {
    const { call } = await launched();
    const answer = await call({ name: 'handoff-look', method: 'get', path: handoffPath(id), signal });
    return parseStanding(answer.data, answer.retryAfterMs);
  };

  const endHandoff = async (id: string, signal: AbortSignal): Promise<void> => {
    const { call } = await launched();
    await call({ name: 'handoff-end', method: 'delete', path: handoffPath(id), signal });
  };

  return {
    begin: ({ signal }) => guarded(signal, () => begin(signal)),
    submit: (input) => guarded(input.signal, () => submit(input)),
    status: async (submissionId, { signal }) => (await guarded(signal, () => ask(submissionId, signal))).outcome,
    handoff: {
      make: ({ signal }) => guarded(signal, () => makeHandoff(signal)),
      look: (id, { signal }) => guarded(signal, () => lookAtHandoff(id, signal)),
      end: (id, { signal }) => guarded(signal, () => endHandoff(id, signal)),
    },
  };
};

const handoffPath = (id: string): string => `coe/v1/handoffs/${encodeURIComponent(id)}`;

const placed = (attempt: Attempt, images: readonly UploadImage[]): readonly UploadImage[] =>
  images.filter(({ type }) => attempt.slots[type] !== undefined);
