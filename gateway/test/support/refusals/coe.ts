/** The CoE family's column of refusals. */
import { HEADERS } from 'lifesign/contract';
import { expect } from 'vitest';
import {
  begin,
  call,
  finished,
  launch,
  ONBOARDING,
  OTHER_CLIENT_ID,
  OTHER_PASS_KEY,
  partnerTokenOf,
  submit,
  type TestGateway,
} from '../harness.ts';
import { coeAnswer, type Column, forged, PRIVATE_ADDRESSES, type Refused, rows, SQL } from '../hazards.ts';

export const coeColumn: Column = async (gateway) => {
  const old = await launch(gateway);
  return async () => {
    const mine = await launch(gateway);
    const begun = (await begin(gateway, mine)).body.data;
    const foreign = await launch(gateway, { userId: 'secret-user', partnerSessionId: 'secret-session' });
    const { submissionId: foreignId } = await submit(gateway, foreign);
    await finished(gateway, foreign, foreignId);
    const stranger = await partnerTokenOf(gateway, OTHER_CLIENT_ID, OTHER_PASS_KEY);
    const over = await launch(gateway);
    const { submissionId: overId } = await submit(gateway, over);
    await finished(gateway, over, overId);
    const uploadUrl = new URL(begun.documents.SELFIE?.documentUrl ?? '');
    const details = { path: '/coe/v1/submissions', status: 401, answer: coeAnswer('110', 'UNAUTHORIZED') };
    const urls = '/coe/v1/submissions/urls';
    const open = { ...details, path: `${urls}?submissionType=STANDALONE_LIVENESS` };
    const bySession = { [HEADERS.partnerSessionId]: mine.partnerSessionId };
    const upload = {
      method: 'PUT',
      path: `${uploadUrl.pathname}${uploadUrl.search}`,
      headers: { 'content-type': 'image/jpeg' },
    };
    const evidence = { metadata: { evidence: 'a.b.c' } };
    const forbidden = { status: 403, answer: coeAnswer('110', 'FORBIDDEN') };
    const missing = { status: 400, answer: coeAnswer('1552', 'SUBMISSION_DOES_NOT_EXIST') };
    const references: Refused[] = [];
    for (const referenceImageUrl of PRIVATE_ADDRESSES) {
      references.push(await referenceAt(gateway, referenceImageUrl));
    }
    return {
      'wrong role': rows(
        { ...details, headers: {} },
        {
          'a user token where a partner token is required': { headers: { ...bySession, [HEADERS.token]: mine.token } },
          'a partner token where a user token is required': {
            ...open,
            headers: { ...mine.headers, [HEADERS.token]: mine.partnerToken },
          },
        },
      ),
      'foreign record': rows(
        { path: urls, headers: mine.headers, ...forbidden },
        {
          'confirming it': { method: 'PUT', body: { submissionId: foreignId, ...evidence } },
          'under its session': {
            path: open.path,
            headers: { ...mine.headers, [HEADERS.partnerSessionId]: 'secret-session' },
          },
          'its status': {
            path: `${details.path}/${foreignId}/status`,
          },
          'its details, for another client': {
            path: details.path,
            headers: { [HEADERS.token]: stranger, [HEADERS.submissionId]: foreignId },
            answer: coeAnswer('903', 'FORBIDDEN'),
          },
          'its details by its session, for another client': {
            path: details.path,
            headers: { [HEADERS.token]: stranger, [HEADERS.partnerSessionId]: 'secret-session' },
            ...missing,
          },
        },
      ),
      'expired token': rows(
        { ...details, headers: {} },
        {
          'a partner’s': { headers: { ...bySession, [HEADERS.token]: old.partnerToken } },
          'a user’s': { ...open, headers: old.headers },
        },
      ),
      'reused token': rows(
        { path: urls, headers: over.headers, status: 409, answer: coeAnswer('409', 'SUBMISSION_STATE_CONFLICT') },
        {
          'to confirm once more': { method: 'PUT', body: { submissionId: overId, ...evidence } },
          'to capture once more': {
            path: open.path,
            answer: coeAnswer('409', 'SUBMISSION_STATE_CONFLICT', { submissionId: overId }),
          },
        },
      ),
      'forged token': rows(
        { ...details, headers: {} },
        {
          'a partner’s': { headers: { ...bySession, [HEADERS.token]: forged(mine.partnerToken) } },
          'a user’s': { ...open, headers: { ...mine.headers, [HEADERS.token]: forged(mine.token) } },
          'an upload address': {
            ...upload,
            path: upload.path.replace(/signature=[^&]+/, `signature=${'A'.repeat(43)}`),
            body: 'x',
            ...forbidden,
          },
        },
      ),
      'oversize body': rows(
        { ...upload, status: 413, answer: coeAnswer('413', 'PAYLOAD_TOO_LARGE') },
        {
          'a picture': { body: 'A'.repeat(6_000_000) },
        },
      ),
      'non-image body': rows(
        { ...upload, status: 422, answer: coeAnswer('422', 'INVALID_UPLOAD_ARTIFACT', null, { reason: 'unreadable' }) },
        {
          'text': { body: 'not a picture at all' },
          'an SVG': { body: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
        },
      ),
      'page size out of range': { notApplicable: 'no call of this family has pages' },
      'SQL in a filter': rows(
        { path: details.path, headers: {}, ...missing },
        {
          'as a session': { headers: { [HEADERS.token]: mine.partnerToken, [HEADERS.partnerSessionId]: SQL } },
          'as a submission': { headers: { [HEADERS.token]: mine.partnerToken, [HEADERS.submissionId]: SQL } },
        },
      ),
      'private address in an image URL': references,
    };
  };
};

/** The address of a reference is checked only when a face is compared with it, so the refusal is a verdict. */
const referenceAt = async (gateway: TestGateway, referenceImageUrl: string): Promise<Refused> => {
  const launched = await launch(gateway, { flow: 'FACE_VERIFICATION' });
  const initiated = await call(
    gateway,
    'POST',
    '/coe-partner/v1/initiate-flow',
    {
      [HEADERS.token]: launched.partnerToken,
      [HEADERS.onboardingPartner]: ONBOARDING.FACE_VERIFICATION,
      [HEADERS.partnerUserId]: 'user-1',
      [HEADERS.partnerUserIdType]: 'TEST_ID',
      [HEADERS.partnerSessionId]: launched.partnerSessionId,
    },
    { flow: 'FACE_VERIFICATION', source: 'SDK', additionalDetails: { referenceImageUrl } },
  );
  expect(initiated.status).toBe(200);
  const { submissionId } = await submit(gateway, launched);
  await finished(gateway, launched, submissionId);
  return {
    name: referenceImageUrl,
    path: '/coe/v1/submissions',
    headers: { [HEADERS.token]: launched.partnerToken, [HEADERS.submissionId]: submissionId },
    status: 200,
    answer: {
      success: true,
      data: expect.objectContaining({ status: 'ERROR', reasonCode: 'REFERENCE_IMAGE_NOT_FOUND' }) as unknown,
    },
  };
};
