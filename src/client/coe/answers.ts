/**
 * Answers of the gateway (contracts 1.7). Tolerant where the public documents contradict each other (a missing next
 * action, extra fields), strict about every field that the flow depends on.
 */
import {
  boolean,
  check,
  exactOptional,
  fallback,
  finite,
  type InferOutput,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  regex,
  safeParse,
  string,
  transform,
  union,
  unknown,
} from 'valibot';
import {
  NEXT_ACTIONS,
  SUBMISSION_STATUSES,
  SUPPORTED_FLOWS,
  type DocumentType,
  type NextAction,
  type SubmissionStatus,
  type UiMessage,
} from '../../contract/index.ts';
import type { HandoffStanding, RedeemedLaunch, SubmissionOutcome } from '../backend.ts';
import { deviceVerdict, light, moments, parseAnswer, text } from '../transport/answers.ts';
import type { DrawnFrames } from '../transport/moments.ts';

/** An opened submission with the upload addresses of its pictures. */
export interface OpenedSubmission extends DrawnFrames {
  readonly submissionId: string;
  readonly nonce: string;
  readonly attemptsLeft: number;
  readonly deviceVerdict: 'enforce' | 'report';
  readonly slots: Readonly<Partial<Record<DocumentType, string>>>;
  /** Milliseconds until the upload addresses expire. */
  readonly lifetimeMs: number;
}

/** The contract sends numbers as strings. */
const count = pipe(
  union([
    number(),
    pipe(
      string(),
      transform((digits) => Number.parseInt(digits, 10)),
    ),
  ]),
  finite(),
  minValue(0),
);

const message = object({ title: string(), message: string(), language: exactOptional(string()) });

/** Malformed messages are dropped: nothing depends on them. */
const messages = fallback(
  pipe(
    record(string(), unknown()),
    transform((entries): readonly UiMessage[] =>
      Object.values(entries).flatMap((entry) => {
        const parsed = safeParse(message, entry);
        return parsed.success ? [parsed.output] : [];
      }),
    ),
  ),
  [],
);

/** Upload addresses may be relative. */
const slot = (baseUrl: string) =>
  object({
    documentUrl: pipe(
      text,
      check((address) => URL.canParse(address, `${baseUrl}/`)),
      transform((address) => new URL(address, `${baseUrl}/`).href),
      regex(/^https?:/),
    ),
    expiryInSeconds: count,
  });

const uploadUrls = (baseUrl: string) =>
  object({
    submissionId: text,
    nonce: text,
    documents: object({ SELFIE: slot(baseUrl), ADDITIONAL_SELFIE: optional(slot(baseUrl)) }),
    policy: object({ attemptsLeft: count, deviceVerdict }),
    moments,
    light,
  });

/** The answer to the upload-URL call. */
export const parseUploadUrls = (value: unknown, baseUrl: string): OpenedSubmission => {
  const { submissionId, nonce, documents, policy, ...drawn } = parseAnswer(uploadUrls(baseUrl), value);
  const { SELFIE, ADDITIONAL_SELFIE } = documents;
  return {
    submissionId,
    nonce,
    ...policy,
    moments: drawn.moments,
    light: drawn.light,
    slots: {
      SELFIE: SELFIE.documentUrl,
      ...(ADDITIONAL_SELFIE === undefined ? {} : { ADDITIONAL_SELFIE: ADDITIONAL_SELFIE.documentUrl }),
    },
    lifetimeMs: 1000 * Math.min(SELFIE.expiryInSeconds, ADDITIONAL_SELFIE?.expiryInSeconds ?? Infinity),
  };
};

const confirm = object({
  submissionId: text,
  nextAction: optional(picklist(NEXT_ACTIONS), 'STATUS'),
  uiMessages: messages,
});

/** The answer to confirm: the submission's id, and whether its verdict can be read already. */
export const parseConfirm = (
  value: unknown,
): { readonly submissionId: string; readonly nextAction: NextAction; readonly messages: readonly UiMessage[] } => {
  const { submissionId, nextAction, uiMessages } = parseAnswer(confirm, value);
  return { submissionId, nextAction, messages: uiMessages };
};

const standing = object({
  submissionId: text,
  status: picklist(SUBMISSION_STATUSES),
  nextAction: optional(picklist(NEXT_ACTIONS)),
  attemptsLeft: optional(count),
  reasonCode: fallback(string(), ''),
  uiMessages: messages,
});

const approval = object({ verificationResult: object({ isApproved: boolean() }) });

/** The next action when the answer has none, as in the published schema. */
const impliedAction = (status: SubmissionStatus): NextAction =>
  status === 'COMPLETED' || status === 'ERROR' ? 'EXIT' : 'STATUS';

/** A status answer. `opened` is true when nothing was confirmed yet. */
export const parseStatus = (
  value: unknown,
  retryAfterMs: number | null,
): { readonly outcome: SubmissionOutcome; readonly opened: boolean } => {
  const { submissionId, status, reasonCode, uiMessages, ...said }: InferOutput<typeof standing> = parseAnswer(
    standing,
    value,
  );
  const nextAction = said.nextAction ?? impliedAction(status);
  const decided = status === 'COMPLETED';
  const outcome = {
    submissionId,
    nextAction,
    decided,
    passed: decided && parseAnswer(approval, value).verificationResult.isApproved,
    reasonCode,
    attemptsLeft: said.attemptsLeft ?? Number(nextAction === 'RETRY'),
    messages: uiMessages,
    retryAfterMs,
  };
  return { outcome, opened: status === 'INITIATED' };
};

const made = object({ handoffId: text, code: pipe(string(), regex(/^[\w-]{22,128}$/)) });

export const parseMadeHandoff = (value: unknown): { readonly id: string; readonly code: string } => {
  const { handoffId: id, code } = parseAnswer(made, value);
  return { id, code };
};

const handoff = object({ state: picklist(['waiting', 'opened', 'expired', 'ended']), submission: nullable(unknown()) });

const progress = object({ status: picklist(SUBMISSION_STATUSES) });

/** State of a launch that was handed off to a phone. */
export const parseStanding = (value: unknown, retryAfterMs: number | null): HandoffStanding => {
  const { state, submission } = parseAnswer(handoff, value);
  if (submission === null) {
    return { state, outcome: null, isJudging: false };
  }
  const { status } = parseAnswer(progress, submission);
  return {
    state,
    outcome: parseStatus(submission, retryAfterMs).outcome,
    isJudging: status === 'IN_PROGRESS' || status === 'PARTIALLY_COMPLETED',
  };
};

const redeemed = object({
  handoffId: text,
  token: text,
  partnerSessionId: text,
  flow: picklist(SUPPORTED_FLOWS),
});

/** Answer to a redeemed link, with this browser's token. */
export const parseRedeemed = (value: unknown): RedeemedLaunch & { readonly token: string } => {
  const { handoffId, token, partnerSessionId, flow } = parseAnswer(redeemed, value);
  return {
    handoffId,
    token,
    correlationId: partnerSessionId,
    flow: flow === 'FACE_VERIFICATION' ? 'verification' : 'liveness',
  };
};
