/** The BPM self-service backend against the real gateway in one process. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bpmConfig, command, tokenOf } from '../../../gateway/test/support/bpm.ts';
import { livePerson } from '../../../gateway/test/support/fake-engine.ts';
import { jpeg, MODEL_HASH, startGateway, type TestGateway } from '../../../gateway/test/support/harness.ts';
import { evidenceWith } from '../../../testkit/evidence.ts';
import type { Backend, SubmissionOutcome, UploadImage } from '../backend.ts';
import { bpmSelfService } from '../families.ts';

const { signal } = new AbortController();

const EVIDENCE = evidenceWith({ models: { liveness: MODEL_HASH }, capturedAt: Date.now() });

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ config: bpmConfig() });
}, 120_000);
afterAll(() => gateway.close(2000));

const open = (sub: string): Backend =>
  bpmSelfService({
    baseUrl: 'https://gateway.example.com/',
    token: () => tokenOf({ sub }),
    fetch: async (input, init) => gateway.app.request(new Request(input, init)),
  });

/** A new `seed` gives a new picture; null sends none. */
const attempt = async (backend: Backend, seed: number | null): Promise<SubmissionOutcome> => {
  const submission = await backend.begin({ signal });
  const images: UploadImage[] = [];
  if (seed !== null) {
    const bytes = new Uint8Array(await jpeg(480, 640 + seed * 8));
    images.push({ type: 'SELFIE', bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  const verdict = seed === null ? 'spoof' : 'live';
  const evidence = { ...EVIDENCE, device: { ...EVIDENCE.device, verdict } } as const;
  return backend.submit({ submission, images, verdict, evidence, signal });
};

const completed = async (sub: string): Promise<unknown> =>
  (await command(gateway, 'CheckLivenessStatusQuery', await tokenOf({ sub }))).body.data['HasCompletedLivenessCheck'];

it('a live person passes, and the gateway has recorded it', async () => {
  expect(await attempt(open('1'), 1)).toMatchObject({
    nextAction: 'EXIT',
    decided: true,
    passed: true,
    reasonCode: '',
  });
  expect(await completed('1')).toBe(true);
});

it('a reloaded page begins its own check', async () => {
  expect(await attempt(open('1'), 4)).toMatchObject({ passed: true });
  expect(await completed('1')).toBe(true);
});

it('a spoof may try again, and the next attempt passes', async () => {
  const backend = open('2');
  gateway.engine.answer = (input) => ({
    ...livePerson(input),
    liveness: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' },
  });
  // A session that ends before a selfie uses no attempt.
  await backend.begin({ signal });
  const first = await attempt(backend, 2).finally(() => {
    gateway.engine.answer = livePerson;
  });
  expect(first).toMatchObject({ nextAction: 'RETRY', passed: false, reasonCode: 'NOT_LIVE', attemptsLeft: 2 });
  expect(await completed('2')).toBe(false);
  expect(await attempt(backend, 3)).toMatchObject({ passed: true, attemptsLeft: 1 });
  expect(await completed('2')).toBe(true);
});

it('a presentation attack that the device stopped is recorded without a picture', async () => {
  const verified = gateway.engine.calls.length;
  expect(await attempt(open('3'), null)).toMatchObject({ decided: true, passed: false, reasonCode: 'NOT_LIVE' });
  expect(gateway.engine.calls).toHaveLength(verified);
  const row = await gateway.db
    .selectFrom('liveness_check')
    .select(['state', 'device_verdict'])
    .where('user_id', '=', '3')
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ state: 'spoof', device_verdict: 'spoof' });
});
