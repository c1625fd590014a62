/**
 * Whether the gateway accepts a user token. The hosted page asks before it uses the token's claims; the request is
 * made here, because in the page a refusal would appear as an error on the visitor's console.
 */
import { randomUUID } from 'node:crypto';
import { encodeHeaderText, HEADERS } from 'lifesign/contract';

const NO_SUBMISSION = '00000000-0000-4000-8000-000000000000';
const TIMEOUT_MS = 10_000;

/** Reads a submission that does not exist: 401 for a forged or expired token, another refusal for a valid one. */
export const isTokenAccepted = async (gatewayUrl: string, token: string, correlationId: string): Promise<boolean> => {
  const { status } = await fetch(`${gatewayUrl}/coe/v1/submissions/${NO_SUBMISSION}/status`, {
    headers: {
      [HEADERS.token]: token,
      [HEADERS.partnerSessionId]: encodeHeaderText(correlationId),
      [HEADERS.sdkSessionId]: randomUUID(),
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return status === 404 || status === 403;
};
