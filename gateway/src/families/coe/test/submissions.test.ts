/** Every documented error of upload URLs, status and details, provoked over HTTP. */
import { randomUUID } from 'node:crypto';
import { HEADERS, type UploadUrlsData } from 'lifesign/contract';
import { describe, test } from 'vitest';
import { check, errorTable, without } from '../../../../test/support/error-table.ts';
import {
  begin,
  confirm,
  evidenceFor,
  type Launch,
  launch,
  OTHER_CLIENT_ID,
  OTHER_PASS_KEY,
  partnerTokenOf,
  startGateway,
  type TestGateway,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

let gateway: TestGateway;
let partnerToken: string;
let one: Launch;
let begun: UploadUrlsData;

opening(async (closing) => {
  gateway = closing(await startGateway());
  partnerToken = await partnerTokenOf(gateway);
  one = await launch(gateway);
  begun = (await begin(gateway, one)).body.data;
});

describe('upload URLs', () => {
  const base = { path: '/coe/v1/submissions/urls?submissionType=STANDALONE_LIVENESS' };

  errorTable(
    'headers, token and type',
    () => gateway,
    () => {
      const { headers } = one;
      const empty = (name: string, cause: string) => ({
        ...base,
        name,
        headers: without(headers, name),
        status: 400,
        code: '1539',
        cause,
      });
      const type = (name: string, submissionType: string) => ({
        name,
        path: `/coe/v1/submissions/urls${submissionType}`,
        headers,
        status: 400,
        code: '1542',
        cause: 'INVALID_SUBMISSION_TYPE',
      });
      return [
        empty(HEADERS.partnerSessionId, 'X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY'),
        empty(HEADERS.sdkSessionId, 'X_SDK_SESSION_ID_CAN_NOT_BE_EMPTY'),
        empty(HEADERS.publicKey, 'X_LIFESIGN_PUBLIC_KEY_CAN_NOT_BE_EMPTY'),
        {
          ...base,
          name: 'blank partner',
          headers: { ...headers, [HEADERS.onboardingPartner]: '' },
          status: 400,
          code: '1539',
          cause: 'COE_PARTNER_CAN_NOT_BE_EMPTY',
        },
        {
          ...base,
          name: 'an invalid key',
          headers: { ...headers, [HEADERS.publicKey]: 'AAAA' },
          status: 400,
          code: '1539',
          cause: 'INVALID_X_LIFESIGN_PUBLIC_KEY',
        },
        {
          ...base,
          name: 'no token',
          headers: without(headers, HEADERS.token),
          status: 401,
          code: '110',
          cause: 'UNAUTHORIZED',
        },
        {
          ...base,
          name: 'partner token',
          headers: { ...headers, [HEADERS.token]: partnerToken },
          status: 401,
          code: '110',
          cause: 'UNAUTHORIZED',
        },
        {
          ...base,
          name: 'session of another token',
          headers: { ...headers, [HEADERS.partnerSessionId]: randomUUID() },
          status: 403,
          code: '110',
          cause: 'FORBIDDEN',
        },
        {
          ...base,
          name: 'a page that the partner does not allow',
          headers: { ...headers, origin: 'https://evil.example' },
          status: 403,
          code: '110',
          cause: 'FORBIDDEN',
        },
        type('none', ''),
        type('unknown', '?submissionType=SELFIE'),
        type('of the family, not of the token', '?submissionType=FACE_VERIFICATION'),
        type('of the family, not of ours', '?submissionType=KTP_SCAN'),
      ];
    },
  );

  test('an expired user token', async () => {
    gateway.advance(961_000);
    try {
      await check(gateway, {
        ...base,
        name: 'expired',
        headers: one.headers,
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      });
    } finally {
      gateway.advance(-961_000);
    }
  });

  test('429 SUBMISSION_QUOTA_EXCEEDED when attempts are used up', async () => {
    const used = await launch(gateway);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { data } = (await begin(gateway, used)).body;
      await confirm(gateway, used, data.submissionId, await used.sign(evidenceFor(data, {}, 'spoof')));
    }
    await check(gateway, {
      ...base,
      name: 'used',
      headers: used.headers,
      status: 429,
      code: '429',
      cause: 'SUBMISSION_QUOTA_EXCEEDED',
    });
  });
});
const statusPath = (id: string): string => `/coe/v1/submissions/${id}/status`;

describe('status', () => {
  errorTable(
    'headers and ids',
    () => gateway,
    () => {
      const { headers } = one;
      return [
        {
          name: 'no session',
          path: statusPath(begun.submissionId),
          headers: without(headers, HEADERS.partnerSessionId),
          status: 400,
          code: '1539',
          cause: 'X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY',
        },
        { name: 'no uuid', path: statusPath('42'), headers, status: 400, code: '1541', cause: 'INVALID_SUBMISSION_ID' },
        {
          name: 'unknown',
          path: statusPath(randomUUID()),
          headers,
          status: 404,
          code: '1543',
          cause: 'SUBMISSION_DOES_NOT_EXIST',
        },
        {
          name: 'no token',
          path: statusPath(begun.submissionId),
          headers: without(headers, HEADERS.token),
          status: 401,
          code: '110',
          cause: 'UNAUTHORIZED',
        },
      ];
    },
  );

  test('403 FORBIDDEN for a submission of another session', async () => {
    const stranger = await launch(gateway);
    const { headers } = stranger;
    await check(gateway, {
      name: '',
      path: statusPath(begun.submissionId),
      headers,
      status: 403,
      code: '110',
      cause: 'FORBIDDEN',
    });
  });
});

errorTable(
  'submission details',
  () => gateway,
  () => {
    const base = { path: '/coe/v1/submissions' };
    const token = { [HEADERS.token]: partnerToken };
    const byId = { ...token, [HEADERS.submissionId]: begun.submissionId };
    const missing = { ...base, status: 400, code: '1550' };
    const unknown = { ...base, status: 400, code: '1552', cause: 'SUBMISSION_DOES_NOT_EXIST' };
    return [
      { ...missing, name: 'neither id', headers: token, cause: 'PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY' },
      {
        ...missing,
        name: 'blank user',
        headers: { ...byId, [HEADERS.partnerUserId]: '' },
        cause: 'PARTNER_USER_ID_CAN_NOT_BE_EMPTY',
      },
      { ...unknown, name: 'session', headers: { ...token, [HEADERS.partnerSessionId]: randomUUID() } },
      { ...unknown, name: 'submission', headers: { ...token, [HEADERS.submissionId]: randomUUID() } },
      { ...unknown, name: 'no uuid', headers: { ...token, [HEADERS.submissionId]: 'x' } },
      {
        ...unknown,
        name: 'both, of different sessions',
        headers: { ...byId, [HEADERS.partnerSessionId]: randomUUID() },
      },
      {
        ...base,
        name: 'another user',
        headers: { ...byId, [HEADERS.partnerUserId]: 'user-2' },
        status: 400,
        code: '1553',
        cause: 'PARTNER_SESSION_ID_DOES_NOT_BELONG_TO_THE_USER',
      },
      {
        ...base,
        name: 'no token',
        headers: without(byId, HEADERS.token),
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      },
      {
        ...base,
        name: 'user token',
        headers: { ...byId, [HEADERS.token]: one.token },
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      },
    ];
  },
);

test("submission details of another client's submission: 403 903 FORBIDDEN", async () => {
  const token = await partnerTokenOf(gateway, OTHER_CLIENT_ID, OTHER_PASS_KEY);
  await check(gateway, {
    name: 'foreign',
    path: '/coe/v1/submissions',
    headers: { [HEADERS.token]: token, [HEADERS.submissionId]: begun.submissionId },
    status: 403,
    code: '903',
    cause: 'FORBIDDEN',
  });
});

errorTable(
  'routes that do not exist answer in the same envelope',
  () => gateway,
  () =>
    ['/', '/coe/v1/nothing', '/docs/../../package.json', '/docs/package.json'].map((path) => ({
      name: path,
      path,
      headers: {},
      status: 404,
      code: '404',
      cause: 'ROUTE_DOES_NOT_EXIST',
    })),
);
