import { describe, expect, test } from 'vitest';
import type { ResultErrorCode } from '../contract/index.ts';
import { RESULT_ERROR_CODES } from '../contract/index.ts';
import type { ErrorCode } from '../errors.ts';
import { ERROR_CODES, LifesignError } from '../errors.ts';
import type { SubmissionSummary } from './command.ts';
import { endingOf, errorResult, failure, toResultErrorCode } from './result.ts';

describe('error codes of the result', () => {
  test.each(ERROR_CODES)('%s has a code', (code) => {
    expect(RESULT_ERROR_CODES).toContain(toResultErrorCode(code));
  });

  test.each([
    ['permission-user', 'PERMISSION'],
    ['permission-policy', 'PERMISSION'],
    ['camera-in-use', 'CAMERA'],
    ['network-offline', 'NETWORK'],
    ['api-unauthorized', 'API'],
    ['processing-timeout', 'API'],
    ['asset-mismatch', 'SECURITY'],
    ['attempts-exhausted', 'VERIFICATION'],
  ] as const satisfies readonly (readonly [ErrorCode, ResultErrorCode])[])('%s is %s', (code, expected) => {
    const { extra, ...rest } = errorResult('c-9', new LifesignError(code, 'why').toJSON());
    expect(rest).toEqual({ correlationId: 'c-9', status: 'ERROR' });
    expect(extra).toEqual({ errorCode: expected, detailedErrorCode: code, errorMessage: 'why' });
  });

  test.each([
    ['too-many-attempts', 'TOO_MANY_REQUESTS'],
    ['attempts-exhausted', 'SUBMISSION_QUOTA_EXCEEDED'],
    ['api-rejected', 'FORBIDDEN'],
  ] as const)('%s stays, whatever the gateway calls it', (code, detail) => {
    expect(errorResult('c', failure(code, '', detail)).extra?.detailedErrorCode).toBe(code);
  });
});

describe('a last submission that did not pass', () => {
  const outcome: SubmissionSummary = {
    submissionId: 's-1',
    nextAction: 'EXIT',
    decided: true,
    passed: false,
    reasonCode: 'NOT_LIVE',
    attemptsLeft: 0,
    messages: [],
    retryAfterMs: null,
  };

  test('no attempt left: VERIFICATION with the reason', () => {
    expect(endingOf('c', outcome)).toMatchObject({
      help: 'VERIFICATION_EXHAUSTED',
      result: { status: 'ERROR', extra: { errorCode: 'VERIFICATION', detailedErrorCode: 'NOT_LIVE' } },
    });
  });

  test('decided, and no further attempt: COMPLETED, for the server to read', () => {
    const ending = endingOf('c', { ...outcome, attemptsLeft: 1, reasonCode: 'REFERENCE_IMAGE_VALIDATION_FAILED' });
    expect(ending.help).toBe('VERIFICATION_FAILED');
    expect(ending.result).toEqual({ correlationId: 'c', status: 'COMPLETED', submissionId: 's-1' });
  });

  test('no verdict could be reached: API with the reason', () => {
    const ending = endingOf('c', {
      ...outcome,
      decided: false,
      attemptsLeft: 2,
      reasonCode: 'REFERENCE_IMAGE_NOT_FOUND',
    });
    expect(ending.result).toMatchObject({
      status: 'ERROR',
      extra: { errorCode: 'API', detailedErrorCode: 'REFERENCE_IMAGE_NOT_FOUND' },
    });
  });
});
