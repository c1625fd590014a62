/** The Liveness Check Proxy's codes and messages. Pure. */
import type { AuditEntry } from '../../audit/types.ts';

export const LCP_ERRORS = {
  ERROR_REQUEST: 400,
  INITIATION_ERROR: 400,
  USER_DETAILS_MISSING: 400,
  USER_NOT_ENROLLED: 400,
  VERIFICATION_ERROR: 400,
  ERROR_NOT_FOUND: 404,
  ERROR_REMOTE: 409,
  ERROR_GENERIC: 500,
} as const;
export type LcpErrorCode = keyof typeof LCP_ERRORS;

/** A user who cannot be initiated or verified, as found by the proxy itself. */
export class LcpRefusal extends Error {
  override readonly name = 'LcpRefusal';
  readonly code: LcpErrorCode;

  constructor(code: LcpErrorCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** The audit log's sentence about an entry. */
export const messageOf = ({ action, userId, actor, outcome, detail }: AuditEntry): string => {
  const user = `userId=${userId ?? ''}`;
  switch (action) {
    case 'initiation-requested':
      return `Received request to initiate liveness verification from ${user}.`;
    case 'verification-requested':
      return `Received request to verify liveness from ${user}.`;
    case 'reference-image-fetched':
      return `Trusted image of the user with ${user} was fetched.`;
    case 'probe-image-recorded':
      return `User with ${user} recorded probe image.`;
    case 'verdict':
      return detail['state'] === 'unusable'
        ? `Liveness of the user with ${user} could not be verified.`
        : `Liveness verification of the user with ${user} ended with result=${outcome === 'accepted' ? 'ACCEPTED' : 'REJECTED'}.`;
    case 'verification-refused':
      return `Liveness of the user with ${user} could not be verified (${String(detail['code'])}).`;
    case 'attempt-refused':
      return `Liveness of the user with ${user} was not verified (${String(detail['reason'])}).`;
    case 'image-refused':
      return `Trusted image of the user with ${user} was refused (${String(detail['reason'])}).`;
    case 'image-stored':
      return `Trusted image of the user with ${user} was stored by ${actor}.`;
    case 'images-erased':
      return `Images of the user with ${user} were erased by ${actor}.`;
    case 'person-erased':
      return `All data of the user with ${user} was erased by ${actor}.`;
    case 'image-viewed':
      return `Image of the user with ${user} was viewed by ${actor}.`;
    default:
      return `${action.replaceAll('-', ' ')} (${user}) by ${actor}.`;
  }
};
