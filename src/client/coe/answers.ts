/**
 * What the gateway answers, checked. Tolerant where the public documents differ between themselves (a missing next
 * action, extra fields), strict about everything that the flow goes by: the rest is `api-malformed`.
 */
import {
  DOCUMENT_TYPES,
  NEXT_ACTIONS,
  SUBMISSION_STATUSES,
  type DocumentType,
  type NextAction,
  type SubmissionStatus,
  type UiMessage,
} from '../../contract/index.ts';
import { LifesignError } from '../../errors.ts';
import type { SubmissionOutcome } from '../backend.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A submission that was opened, with where its pictures go. */
export interface OpenedSubmission {
  readonly submissionId: string;
  readonly nonce: string;
  readonly attemptsLeft: number;
  readonly deviceVerdict: 'enforce' | 'report';
  readonly slots: Readonly<Partial<Record<DocumentType, string>>>;
  /** Milliseconds that the upload places live. */
  readonly lifetimeMs: number;
}

const malformed = (field: string): LifesignError =>
  new LifesignError('api-malformed', `The gateway's answer has no usable ${field}`, { detail: field });

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (value: unknown, field: string): Fields => {
  if (!isFields(value)) {
    throw malformed(field);
  }
  return value;
};

const textOf = (value: unknown, field: string): string => {
  if (typeof value !== 'string' || value === '') {
    throw malformed(field);
  }
  return value;
};

const countOf = (value: unknown, field: string): number => {
  const count = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  if (typeof count !== 'number' || !Number.isFinite(count) || count < 0) {
    throw malformed(field);
  }
  return count;
};

const oneOf = <T extends string>(values: readonly T[], value: unknown, field: string): T => {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) {
    throw malformed(field);
  }
  return found;
};

const messagesOf = (value: unknown): readonly UiMessage[] =>
  Object.values(isFields(value) ? value : {}).flatMap((entry) =>
    isFields(entry) && typeof entry['title'] === 'string' && typeof entry['message'] === 'string'
      ? [
          {
            title: entry['title'],
            message: entry['message'],
            ...(typeof entry['language'] === 'string' ? { language: entry['language'] } : {}),
          },
        ]
      : [],
  );

const slotUrl = (value: unknown, baseUrl: string): string => {
  const text = textOf(value, 'documentUrl');
  if (!URL.canParse(text, `${baseUrl}/`)) {
    throw malformed('documentUrl');
  }
  const url = new URL(text, `${baseUrl}/`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw malformed('documentUrl');
  }
  return url.href;
};

/** The answer to the upload-URL call. `baseUrl` completes relative upload addresses. */
export const parseUploadUrls = (value: unknown, baseUrl: string): OpenedSubmission => {
  const data = fieldsOf(value, 'data');
  const documents = fieldsOf(data['documents'], 'documents');
  const slots: Partial<Record<DocumentType, string>> = {};
  const lifetimes: number[] = [];
  for (const type of DOCUMENT_TYPES) {
    if (documents[type] !== undefined) {
      const slot = fieldsOf(documents[type], `documents.${type}`);
      slots[type] = slotUrl(slot['documentUrl'], baseUrl);
      lifetimes.push(countOf(slot['expiryInSeconds'], 'expiryInSeconds') * 1000);
    }
  }
  if (slots.SELFIE === undefined) {
    throw malformed('documents.SELFIE');
  }
  const policy = fieldsOf(data['policy'], 'policy');
  return {
    submissionId: textOf(data['submissionId'], 'submissionId'),
    nonce: textOf(data['nonce'], 'nonce'),
    attemptsLeft: countOf(policy['attemptsLeft'], 'policy.attemptsLeft'),
    deviceVerdict: oneOf(['enforce', 'report'], policy['deviceVerdict'], 'policy.deviceVerdict'),
    slots,
    lifetimeMs: Math.min(...lifetimes),
  };
};

/** The answer to confirm: which submission it was, and whether a verdict may already be asked for. */
export const parseConfirm = (
  value: unknown,
): { readonly submissionId: string; readonly nextAction: NextAction; readonly messages: readonly UiMessage[] } => {
  const data = fieldsOf(value, 'data');
  return {
    submissionId: textOf(data['submissionId'], 'submissionId'),
    nextAction: data['nextAction'] === undefined ? 'STATUS' : oneOf(NEXT_ACTIONS, data['nextAction'], 'nextAction'),
    messages: messagesOf(data['uiMessages']),
  };
};

/** What a gateway means that names no next action: its published schema has none. */
const impliedAction = (status: SubmissionStatus): NextAction =>
  status === 'COMPLETED' || status === 'ERROR' ? 'EXIT' : 'STATUS';

const approvalOf = (value: unknown): boolean => {
  const approved = fieldsOf(value, 'verificationResult')['isApproved'];
  if (typeof approved !== 'boolean') {
    throw malformed('verificationResult.isApproved');
  }
  return approved;
};

/** A status answer. `opened` is true when nothing was confirmed yet. */
export const parseStatus = (
  value: unknown,
  retryAfter: number | null,
): { readonly outcome: SubmissionOutcome; readonly opened: boolean } => {
  const data = fieldsOf(value, 'data');
  const status = oneOf(SUBMISSION_STATUSES, data['status'], 'status');
  const nextAction =
    data['nextAction'] === undefined ? impliedAction(status) : oneOf(NEXT_ACTIONS, data['nextAction'], 'nextAction');
  const decided = status === 'COMPLETED';
  const attemptsLeft =
    data['attemptsLeft'] === undefined ? Number(nextAction === 'RETRY') : countOf(data['attemptsLeft'], 'attemptsLeft');
  const outcome = {
    submissionId: textOf(data['submissionId'], 'submissionId'),
    nextAction,
    decided,
    passed: decided && approvalOf(data['verificationResult']),
    reasonCode: typeof data['reasonCode'] === 'string' ? data['reasonCode'] : '',
    attemptsLeft,
    messages: messagesOf(data['uiMessages']),
    retryAfterMs: retryAfter,
  };
  return { outcome, opened: status === 'INITIATED' };
};
