import type { ReasonCode } from 'lifesign/contract';
import type { CheckConclusion } from '../../../check/judgement.ts';
import type { Verdict } from './verdict.ts';

type Words = Pick<CheckConclusion, 'state' | 'reason'>;

const WORDS: Readonly<Record<ReasonCode, Words>> = {
  NOT_LIVE: { state: 'spoof', reason: 'spoof' },
  FACE_MATCH_FAILED: { state: 'mismatch', reason: 'mismatch' },
  DOCUMENT_NOT_FOUND: { state: 'unusable', reason: 'no-face' },
  INVALID_DOCUMENT: { state: 'unusable', reason: 'poor-quality' },
  REFERENCE_IMAGE_VALIDATION_FAILED: { state: 'unusable', reason: 'reference' },
  REFERENCE_IMAGE_NOT_FOUND: { state: 'failed', reason: 'reference-missing' },
  VERIFICATION_FAILED: { state: 'failed', reason: 'failed' },
};

/** A verdict without a judgement (a sandbox, a failure), in the terms that all families share. */
export const unjudged = ({ reasonCode }: Verdict, decidedBy: string): CheckConclusion => ({
  ...(reasonCode === null ? { state: 'live', reason: null } : WORDS[reasonCode]),
  score: null,
  details: { decidedBy },
});
