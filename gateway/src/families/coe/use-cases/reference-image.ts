/** Source of the reference picture: the address given at initiate, else the partner's endpoint. */
import { encodeHeaderText, HEADERS, UPLOAD } from 'lifesign/contract';
import { createGuardedFetch } from '../../../images/guarded-fetch.ts';
import { createImageFetcher } from '../../../images/image-fetcher.ts';
import { fetchReferenceUrl } from './reference-endpoint.ts';
import type { SessionRow } from '../store/tables.ts';
import type { Partner } from '../config.ts';
import type { ReferenceType } from '../rules/verdict.ts';
import { authHeaders } from '../../../http/outbound-auth.ts';

/** Calls in all, the first included. */
const TRIES = 2;

export type ReferenceImage =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly type: ReferenceType }
  /** `what`: the field of an answer that could not be parsed. */
  | { readonly ok: false; readonly failure: string; readonly what?: string };

export type GetReferenceImage = (partner: Partner, session: SessionRow, signal: AbortSignal) => Promise<ReferenceImage>;

/** Never rejects because of the partner, only for an abort of ours. */
export const getReferenceImage: GetReferenceImage = async (partner, session, signal) => {
  let outcome: ReferenceImage = { ok: false, failure: 'not-configured' };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    outcome = await tryOnce(partner, session, signal);
    signal.throwIfAborted();
    if (outcome.ok || outcome.failure === 'not-configured') {
      return outcome;
    }
  }
  return outcome;
};

const tryOnce = async (partner: Partner, session: SessionRow, signal: AbortSignal): Promise<ReferenceImage> => {
  const { endpoint, auth, timeoutMs, allowHosts } = partner.referenceImage;
  const guard = { allowHosts, timeoutMs, maxBytes: UPLOAD.maxBytes };
  let address: { readonly url: string; readonly type: ReferenceType };
  if (session.reference_image_url !== null) {
    address = { url: session.reference_image_url, type: session.reference_image_type === 'SELFIE' ? 'selfie' : 'ktp' };
  } else if (endpoint === undefined) {
    return { ok: false, failure: 'not-configured' };
  } else {
    const answer = await fetchReferenceUrl(createGuardedFetch(guard), {
      endpoint,
      headers: {
        ...authHeaders(auth),
        [HEADERS.partnerUserId]: encodeHeaderText(session.user_id),
        [HEADERS.partnerUserIdType]: encodeHeaderText(session.user_id_type),
        [HEADERS.partnerSessionId]: encodeHeaderText(session.partner_session_id),
      },
      signal,
    });
    if (!answer.ok) {
      return { ok: false, failure: `endpoint: ${answer.failure}`, ...('what' in answer ? { what: answer.what } : {}) };
    }
    address = { url: answer.url, type: answer.imageType === 'KTP' ? 'ktp' : 'selfie' };
  }
  const fetched = await createImageFetcher(guard).fetch(address.url, { signal });
  return fetched.ok
    ? { ok: true, bytes: fetched.bytes, type: address.type }
    : { ok: false, failure: `image: ${fetched.failure}` };
};
