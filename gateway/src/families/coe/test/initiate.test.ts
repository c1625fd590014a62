/** Every documented error of tokens and initiate flow, provoked over HTTP. */
import { randomUUID } from 'node:crypto';
import { HEADERS } from 'lifesign/contract';
import { describe, test } from 'vitest';
import { check, errorTable, without } from '../../../../test/support/error-table.ts';
import {
  CLIENT_ID,
  finished,
  type Headed,
  type Launch,
  launch,
  ONBOARDING,
  OTHER_PASS_KEY,
  PASS_KEY,
  partnerTokenOf,
  startGateway,
  submit,
  type TestGateway,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

let gateway: TestGateway;
let partnerToken: string;
let one: Launch;

opening(async (closing) => {
  gateway = closing(await startGateway());
  partnerToken = await partnerTokenOf(gateway);
  one = await launch(gateway);
});

const PAIR = { [HEADERS.clientId]: CLIENT_ID, [HEADERS.passKey]: PASS_KEY };

errorTable(
  'get partner token',
  () => gateway,
  () => {
    const base = { path: '/v1/coe/partner/authentication' };
    const missing = { ...base, status: 400, code: '1539' };
    const refused = { ...base, status: 401, code: '110', cause: 'UNAUTHORIZED' };
    return [
      {
        ...missing,
        name: 'no client id',
        headers: without(PAIR, HEADERS.clientId),
        cause: 'CLIENT_ID_CAN_NOT_BE_EMPTY',
      },
      { ...missing, name: 'blank', headers: { ...PAIR, [HEADERS.clientId]: ' ' }, cause: 'CLIENT_ID_CAN_NOT_BE_EMPTY' },
      { ...missing, name: 'no pass key', headers: without(PAIR, HEADERS.passKey), cause: 'PASS_KEY_CAN_NOT_BE_EMPTY' },
      { ...refused, name: 'wrong pass key', headers: { ...PAIR, [HEADERS.passKey]: randomUUID() } },
      { ...refused, name: "another client's pass key", headers: { ...PAIR, [HEADERS.passKey]: OTHER_PASS_KEY } },
      { ...refused, name: 'unknown client', headers: { ...PAIR, [HEADERS.clientId]: randomUUID() } },
    ];
  },
);

errorTable(
  'get user token, the old way',
  () => gateway,
  () => {
    const headers = {
      ...PAIR,
      [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
      [HEADERS.partnerUserId]: 'user-1',
      [HEADERS.partnerUserIdType]: 'TEST_ID',
    };
    const base = { path: '/v2/coe/authentication', status: 400, code: '1539' };
    const empty = (name: string, cause: string) => ({ ...base, name, headers: without(headers, name), cause });
    return [
      empty(HEADERS.clientId, 'MISSING_CLIENT_ID_OR_PASS_KEY'),
      empty(HEADERS.passKey, 'MISSING_CLIENT_ID_OR_PASS_KEY'),
      empty(HEADERS.onboardingPartner, 'X_ONBOARDING_PARTNER_CAN_NOT_BE_EMPTY'),
      empty(HEADERS.partnerUserId, 'X_PARTNER_USER_ID_CAN_NOT_BE_EMPTY'),
      empty(HEADERS.partnerUserIdType, 'X_PARTNER_USER_ID_TYPE_CAN_NOT_BE_EMPTY'),
      {
        ...base,
        name: 'a control character in the user id, which could not be used in a query',
        headers: { ...headers, [HEADERS.partnerUserId]: 'user\u0001' },
        cause: 'INVALID_X_PARTNER_USER_ID',
      },
      {
        ...base,
        name: 'wrong pass key',
        headers: { ...headers, [HEADERS.passKey]: randomUUID() },
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      },
      {
        ...base,
        name: 'onboarding partner of another client',
        headers: { ...headers, [HEADERS.onboardingPartner]: 'OTHER-SDK-COE' },
        status: 403,
        code: '110',
        cause: 'ONBOARDING_PARTNER_DOES_NOT_BELONG_TO_CLIENT',
      },
    ];
  },
);

const headersNow = (): Headed => ({
  [HEADERS.token]: partnerToken,
  [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
  [HEADERS.partnerUserId]: 'user-1',
  [HEADERS.partnerUserIdType]: 'TEST_ID',
  [HEADERS.partnerSessionId]: randomUUID(),
});

describe('initiate flow', () => {
  const base = {
    method: 'POST',
    path: '/coe-partner/v1/initiate-flow',
    body: { flow: 'STANDALONE_LIVENESS', source: 'SDK' },
  };

  errorTable(
    'headers',
    () => gateway,
    () => {
      const headers = headersNow();
      const empty = (name: string, cause: string) => ({
        ...base,
        name,
        headers: without(headers, name),
        status: 400,
        code: '1539',
        cause,
      });
      return [
        empty(HEADERS.partnerSessionId, 'X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY'),
        empty(HEADERS.onboardingPartner, 'X_ONBOARDING_PARTNER_CAN_NOT_BE_EMPTY'),
        empty(HEADERS.partnerUserId, 'X_PARTNER_USER_ID_CAN_NOT_BE_EMPTY'),
        empty(HEADERS.partnerUserIdType, 'X_PARTNER_USER_ID_TYPE_CAN_NOT_BE_EMPTY'),
      ];
    },
  );

  errorTable(
    'token and ownership',
    () => gateway,
    () => {
      const headers = headersNow();
      const refused = { ...base, status: 401, code: '110', cause: 'UNAUTHORIZED' };
      return [
        { ...refused, name: 'no token', headers: without(headers, HEADERS.token) },
        { ...refused, name: 'no token', headers: { ...headers, [HEADERS.token]: 'x.y.z' } },
        { ...refused, name: 'a user token', headers: { ...headers, [HEADERS.token]: one.token } },
        {
          ...base,
          name: 'onboarding partner of another client',
          headers: { ...headers, [HEADERS.onboardingPartner]: 'OTHER-SDK-COE' },
          status: 403,
          code: '110',
          cause: 'ONBOARDING_PARTNER_DOES_NOT_BELONG_TO_CLIENT',
        },
        {
          ...base,
          name: 'unknown onboarding partner',
          headers: { ...headers, [HEADERS.onboardingPartner]: 'NOBODY-SDK-COE' },
          status: 400,
          code: '1539',
          cause: 'INVALID_PARTNER',
        },
      ];
    },
  );

  errorTable(
    'body',
    () => gateway,
    () => {
      const headers = headersNow();
      const wrong = (name: string, body: unknown, cause: string) => ({
        ...base,
        name,
        headers,
        body,
        status: 400,
        code: '1539',
        cause,
      });
      const sdk = base.body;
      const web = {
        ...sdk,
        source: 'WEB_SDK',
        successRedirectionUrl: 'https://app.example.com/a',
        failureRedirectionUrl: 'https://app.example.com/b',
      };
      return [
        wrong('not JSON', '{', 'INVALID_REQUEST_BODY'),
        wrong('not an object', [], 'INVALID_REQUEST_BODY'),
        wrong('no flow', { source: 'SDK' }, 'INVALID_FLOW'),
        wrong('unknown flow', { ...sdk, flow: 'DANCE' }, 'INVALID_FLOW'),
        wrong(
          'a flow of the contract that this gateway does not support',
          { ...sdk, flow: 'KTP_SCAN' },
          'INVALID_FLOW',
        ),
        wrong(
          'a flow that the onboarding partner does not have',
          { ...sdk, flow: 'FACE_VERIFICATION' },
          'INVALID_FLOW',
        ),
        wrong('no source', { flow: 'STANDALONE_LIVENESS' }, 'INVALID_SOURCE'),
        wrong('unknown source', { ...sdk, source: 'FAX' }, 'INVALID_SOURCE'),
        wrong('additionalDetails null', { ...sdk, additionalDetails: null }, 'ADDITIONAL_DETAILS_IS_NULL'),
        wrong('additionalDetails text', { ...sdk, additionalDetails: 'x' }, 'INVALID_ADDITIONAL_DETAILS'),
        wrong('theme', { ...sdk, theme: 'PINK' }, 'INVALID_THEME'),
        wrong('locale', { ...sdk, additionalDetails: { userLocale: 'xx' } }, 'INVALID_USER_LOCALE'),
        wrong(
          'reference',
          { ...sdk, additionalDetails: { referenceImageUrl: 'file:///x' } },
          'INVALID_REFERENCE_IMAGE_URL',
        ),
        wrong(
          'no success URL',
          { ...web, successRedirectionUrl: undefined },
          'SUCCESS_REDIRECTION_URL_CAN_NOT_BE_EMPTY',
        ),
        wrong(
          'no failure URL',
          { ...web, failureRedirectionUrl: undefined },
          'FAILURE_REDIRECTION_URL_CAN_NOT_BE_EMPTY',
        ),
        wrong(
          'script URL',
          { ...web, successRedirectionUrl: 'javascript:alert(1)' },
          'INVALID_SUCCESS_REDIRECTION_URL',
        ),
        wrong(
          'foreign URL',
          { ...web, failureRedirectionUrl: 'https://evil.example' },
          'INVALID_FAILURE_REDIRECTION_URL',
        ),
      ];
    },
  );

  test('an expired partner token', async () => {
    const headers = headersNow();
    gateway.advance(3_661_000);
    try {
      await check(gateway, { ...base, name: 'expired', headers, status: 401, code: '110', cause: 'UNAUTHORIZED' });
    } finally {
      gateway.advance(-3_661_000);
    }
  });

  test('DUPLICATE_PARTNER_SESSION_ID: the session is over, or another user’s', async () => {
    const done = await launch(gateway);
    const headers = { ...headersNow(), [HEADERS.partnerSessionId]: done.partnerSessionId };
    const duplicate = { ...base, status: 400, code: '1539', cause: 'DUPLICATE_PARTNER_SESSION_ID' };
    await check(gateway, {
      ...duplicate,
      name: 'another user',
      headers: { ...headers, [HEADERS.partnerUserId]: 'user-2' },
    });
    const { submissionId } = await submit(gateway, done);
    await finished(gateway, done, submissionId);
    await check(gateway, { ...duplicate, name: 'over', headers });
  });
});
