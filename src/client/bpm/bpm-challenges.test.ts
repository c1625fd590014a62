/** Challenges between the BPM backend and the real gateway: the flow gets the gateway's challenges, and the gateway enforces them. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bpmConfig, tokenOf } from '../../../gateway/test/support/bpm.ts';
import { jpeg, MODEL_HASH, startGateway, type TestGateway } from '../../../gateway/test/support/harness.ts';
import { evidenceWith } from '../../../testkit/evidence.ts';
import { CHALLENGES, type ChallengeName } from '../../contract/index.ts';
import type { Evidence } from '../backend.ts';
import { bpmSelfService } from '../families.ts';

const { signal } = new AbortController();

const EVIDENCE = evidenceWith({ models: { liveness: MODEL_HASH }, capturedAt: Date.now() });

/** Two movements take longer than this, so the gateway rejects a shorter time. */
const MOVING_MS = 700;

let gateway: TestGateway;

beforeAll(async () => {
  const passive = { perSession: 0, types: CHALLENGES, isPassiveAllowed: true };
  gateway = await startGateway({
    config: bpmConfig(),
    challenges: { bpm: { perSession: 2, types: CHALLENGES, isPassiveAllowed: false }, eVerify: passive },
  });
}, 120_000);
afterAll(() => gateway.close(2000));

const attempt = async (
  seed: number,
  answer: (asked: readonly ChallengeName[]) => Evidence['challenges'],
): Promise<boolean> => {
  const backend = bpmSelfService({
    baseUrl: 'https://gateway.example.com/',
    token: () => tokenOf({ sub: String(seed) }),
    fetch: async (input, init) => gateway.app.request(new Request(input, init)),
  });
  const submission = await backend.begin({ signal });
  const { challenges: asked = [], isPassiveAllowed } = submission;
  expect(isPassiveAllowed).toBe(false);
  expect(new Set(asked).size).toBe(2);
  await pause(MOVING_MS);
  const bytes = new Uint8Array(await jpeg(480, 640 + seed * 8));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const challenges = answer(asked);
  const { passed } = await backend.submit({
    submission,
    images: [{ type: 'SELFIE', bytes, sha256 }],
    verdict: 'live',
    evidence: { ...EVIDENCE, ...(challenges === undefined ? {} : { challenges }) },
    lighting: 0.9,
    signal,
  });
  return passed;
};

const done = (names: readonly string[]) => names.map((name, index) => ({ name, atMs: 100 + 300 * index }));

it('all of them in order pass, and the record lists what was done', async () => {
  let order: readonly string[] = [];
  const passed = await attempt(1, (asked) => {
    order = asked;
    return { asked, completed: done(asked), isPassive: false };
  });
  expect(passed).toBe(true);
  const { evidence } = await gateway.db
    .selectFrom('liveness_check')
    .select('evidence')
    .where('user_id', '=', '1')
    .executeTakeFirstOrThrow();
  expect(evidence).toMatchObject({ challenges: { asked: order, completed: done(order), isPassive: false } });
});

it.each<[string, (asked: readonly ChallengeName[]) => Evidence['challenges']]>([
  ['another order', (asked) => ({ asked, completed: done(asked.toReversed()), isPassive: false })],
  ['only one of them', (asked) => ({ asked, completed: done(asked.slice(0, 1)), isPassive: false })],
  ['none, because the person chose the passive check', (asked) => ({ asked, completed: [], isPassive: true })],
  ['no challenges in the evidence', () => undefined],
])('%s does not pass with a live picture', async (what, answer) => {
  expect(await attempt(10 + what.length, answer)).toBe(false);
});
