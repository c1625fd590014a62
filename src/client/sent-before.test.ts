/** Backends of a reloaded page, against the gateway over a socket: what an earlier page sent is not lost. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEVerify, type EVerifyHarness, SESSION_SECONDS, start } from '../../gateway/test/support/e-verify.ts';
import { livePerson } from '../../gateway/test/support/fake-engine.ts';
import { jpeg, MODEL_HASH } from '../../gateway/test/support/harness.ts';
import { serveApp, type Served } from '../../gateway/test/support/socket.ts';
import { evidenceWith } from '../../testkit/evidence.ts';
import type { Backend, Submission, SubmissionOutcome } from './backend.ts';
import { eVerify } from './families.ts';

const { signal } = new AbortController();

const EVIDENCE = evidenceWith({ models: { liveness: MODEL_HASH }, capturedAt: Date.now() });

let harness: EVerifyHarness;
let served: Served;

beforeAll(async () => {
  harness = await openEVerify({ kind: 'memory' });
  served = await serveApp(harness.gateway.app);
}, 120_000);
afterAll(async () => {
  await served.close();
  await harness.close();
});

/** A new backend for each page: the launch key ends with the page. */
const page = (session: Parameters<typeof eVerify>[0]['session']): Backend =>
  eVerify({ baseUrl: `http://127.0.0.1:${served.port}`, session });

const submit = async (backend: Backend, submission: Submission, seed: number): Promise<SubmissionOutcome> => {
  const bytes = new Uint8Array(await jpeg(480, 640 + seed * 8));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return backend.submit({
    submission,
    images: [{ type: 'SELFIE', bytes, sha256 }],
    verdict: 'live',
    evidence: EVIDENCE,
    signal,
  });
};

it('e-verify: the result of a session that an earlier page completed is returned, not refused', async () => {
  const session = await start(harness);
  const before = page(session);
  expect(await submit(before, await before.begin({ signal }), 1)).toMatchObject({ passed: true });
  const now = page(session);
  const found = await now.begin({ signal });
  expect(found).toMatchObject({
    submissionId: session.sessionId,
    standing: { decided: true, passed: true, nextAction: 'EXIT' },
  });
  expect(await now.status(found.submissionId, { signal })).toMatchObject({ passed: true });
});

it('e-verify: a session that an earlier page only began accepts the capture of the next page', async () => {
  const session = await start(harness);
  await page(session).begin({ signal });
  const now = page(session);
  const begun = await now.begin({ signal });
  expect(begun.standing).toBeUndefined();
  expect(await submit(now, begun, 2)).toMatchObject({ passed: true });
});

it('e-verify: after one that did not pass, another session may be tried', async () => {
  const session = await start(harness);
  const before = page(session);
  harness.gateway.engine.answer = (input) => ({
    ...livePerson(input),
    liveness: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' },
  });
  await submit(before, await before.begin({ signal }), 3).finally(() => {
    harness.gateway.engine.answer = livePerson;
  });
  const sessions = [session, await start(harness)];
  const now = page(async () => sessions.shift() ?? session);
  const standing = { decided: true, passed: false, nextAction: 'RETRY', attemptsLeft: 2 };
  expect(await now.begin({ signal })).toMatchObject({ standing });
  expect(await submit(now, await now.begin({ signal }), 4)).toMatchObject({ passed: true });
});

it('e-verify: one that has expired without a capture is refused as before', async () => {
  const session = await start(harness);
  harness.gateway.advance((SESSION_SECONDS + 1) * 1000);
  await expect(page(session).begin({ signal })).rejects.toMatchObject({ code: 'api-rejected', detail: 'CONFLICT' });
});
