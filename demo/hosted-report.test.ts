import type { DocumentVerificationResult } from 'lifesign';
import { expect, it } from 'vitest';
import { redirectTarget, reportOf } from './hosted-report.ts';

const result = (rest: Omit<DocumentVerificationResult, 'correlationId'>): DocumentVerificationResult => ({
  correlationId: 'session-1',
  ...rest,
});

it.each([
  [result({ status: 'COMPLETED', submissionId: 's' }), 'COMPLETED', undefined],
  [result({ status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } }), 'ERROR', 'PENDING'],
  [result({ status: 'ERROR', extra: { errorCode: 'CAMERA' } }), 'ERROR', 'CAMERA'],
  [
    result({ status: 'ERROR', extra: { errorCode: 'API', detailedErrorCode: 'session-timeout' } }),
    'ERROR',
    'SESSION_TIMEOUT',
  ],
])('%o is %s %s', (launchResult, status, code) => {
  const report = reportOf(launchResult);
  expect(report).toEqual({
    status,
    partner_session_id: 'session-1',
    ...(code === undefined ? {} : { error_code: code }),
  });
});

it('returns to the address for its outcome and keeps the partner’s query', () => {
  const urls = { successUrl: 'https://bank.example/done?step=4', failureUrl: 'https://bank.example/sorry#top' };
  const good = redirectTarget({ status: 'COMPLETED', partner_session_id: 'a&b' }, urls);
  expect(good.href).toBe('https://bank.example/done?step=4&status=COMPLETED&partner_session_id=a%26b');
  const bad = redirectTarget({ status: 'ERROR', partner_session_id: 'x', error_code: 'PENDING' }, urls);
  expect(bad.href).toBe('https://bank.example/sorry?status=ERROR&partner_session_id=x&error_code=PENDING#top');
});
