/** Answers of the BPM self-service family (contracts 7): strict about every field that the flow depends on. */
import { boolean, fallback, object, optional, picklist, safeParse, nullable, unknown } from 'valibot';
import type { ChallengeName } from '../../contract/index.ts';
import { challenges, deviceVerdict, light, moments, parseAnswer, text } from '../transport/answers.ts';
import type { Failure } from '../transport/backend-error.ts';
import type { DrawnFrames } from '../transport/moments.ts';

const CAUSES = {
  '01': 'VALIDATION_FAILED',
  '02': 'LIVENESS_NOT_SUCCESSFUL',
  '03': 'NOT_FOUND',
  '04': 'FORBIDDEN',
  '05': 'UNAUTHENTICATED',
  '06': 'CONFLICT',
  '07': 'TOO_MANY_REQUESTS',
  '99': 'UNEXPECTED',
} as const;

const CODES = Object.keys(CAUSES) as readonly (keyof typeof CAUSES)[];

const failure = object({ statusCode: picklist(CODES) });

export const readFailure = (body: unknown): Failure | null => {
  const parsed = safeParse(failure, body);
  return parsed.success ? { cause: CAUSES[parsed.output.statusCode] } : null;
};

const envelope = object({ data: unknown() });

const session = object({
  sessionId: text,
  nonce: text,
  deviceVerdict: fallback(deviceVerdict, 'enforce'),
  challenges: optional(nullable(challenges)),
  isPassiveAllowed: fallback(boolean(), false),
  moments,
  light,
});

export interface BpmSession extends DrawnFrames {
  readonly sessionId: string;
  readonly nonce: string;
  readonly deviceVerdict: 'enforce' | 'report';
  readonly challenges: readonly ChallengeName[];
  readonly isPassiveAllowed: boolean;
}

export const parseSession = (body: unknown): BpmSession => {
  const parsed = parseAnswer(session, parseAnswer(envelope, body).data);
  return { ...parsed, challenges: parsed.challenges ?? [] };
};

const record = object({ isSuccessful: boolean(), verificationResult: fallback(boolean(), false) });

/** Whether the gateway's record says that the person passed. */
export const parseRecord = (body: unknown): boolean => {
  const { isSuccessful, verificationResult } = parseAnswer(record, parseAnswer(envelope, body).data);
  return isSuccessful && verificationResult;
};
