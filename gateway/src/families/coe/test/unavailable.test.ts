/** What callers see when the database fails: the family’s envelope, without the reason. */
import { randomUUID } from 'node:crypto';
import { HEADERS } from 'lifesign/contract';
import { describe, expect, test } from 'vitest';
import { createBrokenGateway } from '../../../../test/support/broken-gateway.ts';
import {
  call,
  type Launch,
  launch,
  ONBOARDING,
  partnerTokenOf,
  type Reachable,
  startGateway,
  testConfig,
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

const startBroken = (error: Error): Reachable => createBrokenGateway(error, testConfig());

describe('a database that fails', () => {
  test.each([
    ['POST', '/coe-partner/v1/initiate-flow'],
    ['PUT', '/coe/v1/submissions/urls'],
    ['GET', '/coe/v1/submissions/00000000-0000-4000-8000-000000000000/status'],
    ['GET', '/coe/v1/submissions'],
  ])(
    '%s %s: 500 GENERIC_SERVICE_ERROR, and 503 SERVICE_UNAVAILABLE when it cannot be reached',
    async (method, path) => {
      const headers = {
        ...one.headers,
        [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
        [HEADERS.partnerUserId]: 'user-1',
        [HEADERS.partnerUserIdType]: 'TEST_ID',
        ...(path.includes('status') || method === 'PUT' ? {} : { [HEADERS.token]: partnerToken }),
      };
      const body =
        method === 'POST'
          ? { flow: 'STANDALONE_LIVENESS', source: 'SDK' }
          : method === 'PUT'
            ? { submissionId: randomUUID(), metadata: { evidence: 'a.b.c' } }
            : undefined;
      const failed = await call(startBroken(new Error('no')), method, path, headers, body);
      expect(failed).toMatchObject({
        status: 500,
        body: { errors: [{ code: '900', cause: 'GENERIC_SERVICE_ERROR' }] },
      });
      const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      const unavailable = await call(startBroken(away), method, path, headers, body);
      expect(unavailable).toMatchObject({
        status: 503,
        body: { errors: [{ code: '903', cause: 'SERVICE_UNAVAILABLE' }] },
      });
      expect(unavailable.headers.get('retry-after')).toBe('2');
    },
  );

  test('/readyz is 503, /healthz stays 200', async () => {
    const broken = startBroken(new Error('no'));
    expect((await broken.app.request('/readyz')).status).toBe(503);
    expect((await broken.app.request('/healthz')).status).toBe(200);
    expect((await gateway.app.request('/readyz')).status).toBe(200);
  });
});

test('500 900 SOMETHING_WENT_WRONG, without the reason', async () => {
  const broken = startBroken(new Error('relation "secret_table" does not exist'));
  const answer = await call(broken, 'GET', '/coe/v1/submissions/urls?submissionType=STANDALONE_LIVENESS', one.headers);
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({
    success: false,
    data: null,
    errors: [{ code: '900', cause: 'SOMETHING_WENT_WRONG', entity: 'LIFESIGN_GATEWAY' }],
  });
});
