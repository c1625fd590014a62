/** The sandbox partner's table, over HTTP and without an engine. */
import { HEADERS } from 'lifesign/contract';
import { expect, test } from 'vitest';
import { SANDBOX_SCENARIOS, type SandboxScenario } from '../rules/sandbox.ts';
import {
  begin,
  call,
  finished,
  launch,
  startGateway,
  submit,
  type TestGateway,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

let gateway: TestGateway;

opening(async (closing) => {
  gateway = closing(await startGateway());
  gateway.engine.answer = () => {
    throw new Error('The sandbox must not run the engine');
  };
});

const EXPECTED: Readonly<Record<SandboxScenario, Readonly<Record<string, unknown>>>> = {
  'sandbox-valid': { status: 'COMPLETED', reasonCode: '', nextAction: 'EXIT' },
  'sandbox-not-live': { status: 'COMPLETED', reasonCode: 'NOT_LIVE', nextAction: 'RETRY' },
  'sandbox-retry-then-valid': { status: 'COMPLETED', reasonCode: 'NOT_LIVE', nextAction: 'RETRY' },
  'sandbox-invalid-document': { status: 'COMPLETED', reasonCode: 'INVALID_DOCUMENT', nextAction: 'RETRY' },
  'sandbox-document-not-found': { status: 'COMPLETED', reasonCode: 'DOCUMENT_NOT_FOUND', nextAction: 'RETRY' },
  'sandbox-face-match-failed': { status: 'COMPLETED', reasonCode: 'FACE_MATCH_FAILED', nextAction: 'EXIT' },
  'sandbox-reference-invalid': {
    status: 'COMPLETED',
    reasonCode: 'REFERENCE_IMAGE_VALIDATION_FAILED',
    nextAction: 'EXIT',
  },
  'sandbox-reference-not-found': { status: 'ERROR', reasonCode: 'REFERENCE_IMAGE_NOT_FOUND', nextAction: 'EXIT' },
  'sandbox-error': { status: 'ERROR', reasonCode: 'VERIFICATION_FAILED', nextAction: 'RETRY' },
  'sandbox-slow': { status: 'COMPLETED', reasonCode: '', nextAction: 'EXIT' },
};

test.each(SANDBOX_SCENARIOS)('%s', async (scenario) => {
  const one = await launch(gateway, { sandbox: true, flow: 'FACE_VERIFICATION', userId: `${scenario}:42` });
  const startedAt = Date.now();
  const { submissionId } = await submit(gateway, one);
  expect(await finished(gateway, one, submissionId)).toMatchObject(EXPECTED[scenario]);
  if (scenario === 'sandbox-slow') {
    expect(Date.now() - startedAt).toBeGreaterThan(7000);
  }
  if (scenario === 'sandbox-retry-then-valid') {
    const again = await submit(gateway, one);
    expect(await finished(gateway, one, again.submissionId)).toMatchObject(EXPECTED['sandbox-valid']);
  }
});

test('any other user id passes, in either flow; the device is asked to report, not to enforce', async () => {
  const one = await launch(gateway, { sandbox: true, userId: 'somebody' });
  expect((await begin(gateway, one)).body.data.policy).toEqual({ deviceVerdict: 'report', attemptsLeft: 3 });
  const { submissionId } = await submit(gateway, one);
  expect(await finished(gateway, one, submissionId)).toMatchObject(EXPECTED['sandbox-valid']);
  const details = await call<Record<string, unknown>>(gateway, 'GET', '/coe/v1/submissions', {
    [HEADERS.token]: one.partnerToken,
    [HEADERS.submissionId]: submissionId,
  });
  expect(details.body.data).toMatchObject({
    result: 'VALID',
    submissionDetails: { verificationResults: { liveness: { result: true } } },
  });
});
