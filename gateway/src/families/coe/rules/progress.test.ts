import { REASON_CODES, SUBMISSION_STATUSES } from 'lifesign/contract';
import { describe, expect, test } from 'vitest';
import { nextActionOf, retryAfterSeconds } from './progress.ts';

const rules = { attemptsLeft: 1, retryOnFaceMatchFailed: false };

/** The contract's table, written out. */
const RETRYABLE = new Set(['NOT_LIVE', 'INVALID_DOCUMENT', 'DOCUMENT_NOT_FOUND', 'VERIFICATION_FAILED']);

describe('nextActionOf', () => {
  test.each(REASON_CODES)('%s: RETRY only where another picture can help and an attempt is left', (reasonCode) => {
    const status =
      reasonCode === 'VERIFICATION_FAILED' || reasonCode === 'REFERENCE_IMAGE_NOT_FOUND' ? 'ERROR' : 'COMPLETED';
    const attempt = { status, result: status === 'ERROR' ? null : 'INVALID', reasonCode } as const;
    expect(nextActionOf(attempt, rules)).toBe(RETRYABLE.has(reasonCode) ? 'RETRY' : 'EXIT');
    expect(nextActionOf(attempt, { ...rules, attemptsLeft: 0 })).toBe('EXIT');
  });

  test('FACE_MATCH_FAILED may be retried by policy', () => {
    const attempt = { status: 'COMPLETED', result: 'INVALID', reasonCode: 'FACE_MATCH_FAILED' } as const;
    expect(nextActionOf(attempt, { ...rules, retryOnFaceMatchFailed: true })).toBe('RETRY');
  });

  test('VALID ends the session, with attempts left or without', () => {
    const attempt = { status: 'COMPLETED', result: 'VALID', reasonCode: null } as const;
    expect(nextActionOf(attempt, rules)).toBe('EXIT');
  });

  test.each(SUBMISSION_STATUSES.filter((status) => status !== 'COMPLETED' && status !== 'ERROR'))(
    '%s: keep polling, whatever the attempts',
    (status) => {
      const attempt = { status, result: null, reasonCode: null };
      expect(nextActionOf(attempt, { ...rules, attemptsLeft: 0 })).toBe('STATUS');
    },
  );
});

test('the poll interval grows with time', () => {
  expect([0, 4999, 5000, 14_999, 15_000, 600_000].map(retryAfterSeconds)).toEqual([1, 1, 2, 2, 5, 5]);
});
