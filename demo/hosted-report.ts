/** How a hosted launch reports its end to the partner: the same fields in a redirect and in a message. */
import type { DocumentVerificationResult } from 'lifesign';
import type { HostedLaunch } from './hosted-launch.ts';

export interface HostedReport {
  /** `COMPLETED` whenever there is a verdict, good or bad. */
  readonly status: 'COMPLETED' | 'ERROR';
  readonly partner_session_id: string;
  /** The SDK's result code, or `PENDING` when the person left, or `SESSION_TIMEOUT`. */
  readonly error_code?: string;
}

export const reportOf = ({ status, extra, correlationId }: DocumentVerificationResult): HostedReport => {
  if (status === 'COMPLETED') {
    return { status, partner_session_id: correlationId };
  }
  const isTimeout = extra?.detailedErrorCode === 'session-timeout';
  const code = status === 'NOT_COMPLETED' ? 'PENDING' : isTimeout ? 'SESSION_TIMEOUT' : (extra?.errorCode ?? 'API');
  return { status: 'ERROR', partner_session_id: correlationId, error_code: code };
};

/** The partner's address with the report in its query. */
export const redirectTarget = (
  report: HostedReport,
  { successUrl, failureUrl }: Pick<HostedLaunch, 'successUrl' | 'failureUrl'>,
): URL => {
  const target = new URL(report.status === 'COMPLETED' ? successUrl : failureUrl);
  for (const [name, value] of Object.entries(report)) {
    target.searchParams.set(name, String(value));
  }
  return target;
};
