/** Active challenges over HTTP: a client must have done what its session asks, in each family. */
import { randomUUID } from 'node:crypto';
import type { EvidencePayload } from 'lifesign/contract';
import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../src/audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../src/auth/keys.ts';
import { CHALLENGES } from '../src/check/challenges.ts';
import { bpmConfig, command, tokenOf } from './support/bpm.ts';
import { ask, captureOf, createSigner, type LaunchSigner } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { newKey, START } from './support/e-verify.ts';
import { livePerson } from './support/fake-engine.ts';
import { jpeg, MASTER_KEY, startGateway, type TestGateway } from './support/harness.ts';
import { opening } from './support/opening.ts';

type Claimed = NonNullable<EvidencePayload['challenges']>;

/** What a device may report to a session that asked for these, and the expected refusal; null: it counts. */
interface Case {
  readonly name: string;
  readonly claim: (asked: readonly string[]) => Claimed | undefined;
  readonly reason: string | null;
  readonly isPassiveAllowed?: false;
  /** Milliseconds by which the clock moves before the answer. Negative, so that a slow machine does not add enough. */
  readonly after?: number;
}

const done = (names: readonly string[], everyMs = 1500) =>
  names.map((name, index) => ({ name, atMs: everyMs * (index + 1) }));

const all = (asked: readonly string[]): Claimed => ({ asked, completed: done(asked), isPassive: false });
const passive = (asked: readonly string[]): Claimed => ({ asked, completed: [], isPassive: true });

/** A session may ask for one challenge only, so each wrong answer must also be wrong for one. */
const CASES: readonly Case[] = [
  { name: 'all done, in order', claim: all, reason: null },
  { name: 'the passive way, where it is allowed', claim: passive, reason: null },
  {
    name: 'the passive way, where it is not allowed',
    claim: passive,
    reason: 'passive-refused',
    isPassiveAllowed: false,
  },
  { name: 'all done, where there is no other way', claim: all, reason: null, isPassiveAllowed: false },
  { name: 'nothing said about them', claim: () => undefined, reason: 'challenges-missing' },
  {
    name: 'others than were asked',
    claim: (asked) => all(CHALLENGES.filter((name) => !asked.includes(name)).slice(0, asked.length)),
    reason: 'challenges-differ',
  },
  { name: 'fewer than were asked', claim: (asked) => all(asked.slice(1)), reason: 'challenges-differ' },
  {
    name: 'one not done',
    claim: (asked) => ({ ...all(asked), completed: done(asked.slice(1)) }),
    reason: 'challenges-incomplete',
  },
  {
    name: 'more done than asked',
    claim: (asked) => ({ ...all(asked), completed: done([...asked, 'NOD']) }),
    reason: 'challenges-incomplete',
  },
  { name: 'done too early', claim: all, reason: 'challenges-implausible', after: -5000 },
];

const BPM_CASES: readonly Case[] = [
  ...CASES,
  {
    name: 'another order',
    claim: (asked) => ({ ...all(asked), completed: done(asked.toReversed()) }),
    reason: 'challenges-incomplete',
  },
  {
    name: 'all at once',
    claim: (asked) => ({ ...all(asked), completed: done(asked, 0) }),
    reason: 'challenges-implausible',
  },
  {
    name: 'longer than the session',
    claim: (asked) => ({ ...all(asked), completed: done(asked, 60_000) }),
    reason: 'challenges-implausible',
  },
];

const checkOf = async (gateway: TestGateway, reference: string) => {
  const check = await gateway.db
    .selectFrom('liveness_check')
    .select(['id', 'state', 'reason', 'details'])
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  const { entries } = await gateway.audit.list({ checkId: check.id, limit: 10, offset: 0 });
  return { check, verdict: entries.find(({ action }) => action === 'verdict') };
};

const recordOf = (sessionId: string, imageBase64: string | undefined, evidence?: string) => ({
  sessionId,
  isSuccessful: true,
  imageBase64,
  metadata: {
    verificationResult: true,
    challengeCount: 3,
    challenges: ['BLINK', 'BLINK', 'BLINK'],
    completedChallenges: ['BLINK', 'BLINK', 'BLINK'],
    ...(evidence === undefined ? {} : { evidence }),
  },
});

onBothDatabases((location) => {
  let strict: TestGateway;
  let open: TestGateway;
  let signer: LaunchSigner;

  const gatewayFor = (isPassiveAllowed: boolean) =>
    startGateway({
      config: bpmConfig(),
      database: location(),
      challenges: {
        bpm: { perSession: 3, types: CHALLENGES, isPassiveAllowed },
        eVerify: { perSession: 1, types: CHALLENGES, isPassiveAllowed },
      },
    });

  opening(async (closing) => {
    signer = await createSigner();
    open = closing(await gatewayFor(true));
    strict = closing(await gatewayFor(false));
  });

  const startBpm = async (gateway: TestGateway, token: string) => {
    const { body } = await command(gateway, 'StartLivenessSessionCommand', token, { publicKey: signer.publicKey });
    return body.data as {
      sessionId: string;
      nonce: string;
      challenges: readonly string[];
      isPassiveAllowed: boolean;
    };
  };

  const startEVerify = async (gateway: TestGateway, key: string) => {
    const body = { client_session_token: randomUUID() };
    const reply = await ask(gateway, 'POST', START, { 'x-api-key': key }, body);
    const { session_id: sessionId, challenge_details: details } = reply.body as {
      session_id: string;
      challenge_details: { challenge_type: string; instructions: string };
    };
    const again = await ask(gateway, 'POST', START, { 'x-api-key': key }, body);
    expect((again.body as { challenge_details: unknown }).challenge_details, 'a repeat asks the same').toEqual(details);
    const headers = { authorization: `Bearer ${reply.headers.get('x-lifesign-capture-token') ?? ''}` };
    const path = `/v1/biometrics/liveness/${sessionId}/capture`;
    const begun = await ask(gateway, 'POST', path, headers, { public_key: signer.publicKey });
    return {
      sessionId,
      details,
      headers,
      path,
      begun: begun.body as { nonce: string; challenges: string[]; is_passive_allowed: boolean },
    };
  };

  const gatewayOf = ({ isPassiveAllowed }: Pick<Case, 'isPassiveAllowed'>): TestGateway =>
    isPassiveAllowed === false ? strict : open;

  let seed = 0;
  const picture = async (): Promise<Uint8Array> => jpeg(480, 480 + (seed += 1) * 2);

  describe('BPM self-service', () => {
    test('a session asks for its own, in an unpredictable order', async () => {
      const token = await tokenOf({ sub: '60' });
      const orders = new Set<string>();
      for (let index = 0; index < 20; index += 1) {
        const { challenges, isPassiveAllowed, sessionId } = await startBpm(open, token);
        expect(isPassiveAllowed).toBe(true);
        expect(new Set(challenges).size).toBe(3);
        expect(challenges.filter((name) => !CHALLENGES.some((known) => known === name))).toEqual([]);
        orders.add(challenges.join());
        const row = await open.db
          .selectFrom('bpm_session')
          .select(['challenges', 'is_passive_allowed'])
          .where('id', '=', sessionId)
          .executeTakeFirstOrThrow();
        expect(row).toEqual({ challenges, is_passive_allowed: true });
      }
      // There are sixty orders: twenty equal draws would not be random.
      expect(orders.size).toBeGreaterThan(5);
      expect(await startBpm(strict, token)).toMatchObject({ isPassiveAllowed: false });
    });

    test.each(BPM_CASES)('$name', async (each) => {
      const gateway = gatewayOf(each);
      const token = await tokenOf({ sub: String(6000 + (seed += 1)) });
      const { sessionId, nonce, challenges } = await startBpm(gateway, token);
      gateway.advance(each.after ?? 10_000);
      const claimed = each.claim(challenges);
      const { evidence, images } = await captureOf(
        signer,
        { nonce, submissionId: sessionId },
        { selfie: await picture(), ...(claimed === undefined ? {} : { challenges: claimed }) },
      );
      const sent = recordOf(sessionId, images.SELFIE, evidence);
      const { status, body } = await command(gateway, 'UpdateLivenessCheckCommand', token, sent);
      const counts = each.reason === null;
      expect([status, body.data]).toEqual([
        200,
        expect.objectContaining({ isSuccessful: counts, verificationResult: counts, challengeCount: 3 }),
      ]);
      expect(JSON.stringify(body)).not.toMatch(/challenges-|passive-|order/);
      await expectOnRecord(gateway, sessionId, each.reason);
      const { data } = (await command(gateway, 'CheckLivenessStatusQuery', token)).body;
      expect(data['HasCompletedLivenessCheck']).toBe(counts);
      if (!counts) {
        // A session has one verdict, so its challenges cannot be found by repeated attempts.
        const again = await captureOf(
          signer,
          { nonce, submissionId: sessionId },
          { selfie: await picture(), challenges: all(challenges) },
        );
        const second = await command(
          gateway,
          'UpdateLivenessCheckCommand',
          token,
          recordOf(sessionId, again.images.SELFIE, again.evidence),
        );
        expect(second.body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
      }
    });

    test('challenges that a client lists without a signature are stored and do not count', async () => {
      const token = await tokenOf({ sub: '61' });
      const { sessionId } = await startBpm(open, token);
      open.advance(10_000);
      const base64 = Buffer.from(await picture()).toString('base64');
      const { body } = await command(open, 'UpdateLivenessCheckCommand', token, recordOf(sessionId, base64));
      expect(body.data).toMatchObject({ isSuccessful: false, verificationResult: false, challengeCount: 3 });
      await expectOnRecord(open, sessionId, 'challenges-missing');
      const bank = await tokenOf({ roles: ['admin'], sub: '9' });
      const listed = await command(open, 'RetrieveLivenessChecksQuery', bank, { sessionId });
      expect(listed.body.data['Items']).toMatchObject([
        { ChallengeCount: 3, CompletedChallenges: ['BLINK', 'BLINK', 'BLINK'], IsSuccessful: false },
      ]);
    });

    test('completed challenges do not make a spoof live', async () => {
      const token = await tokenOf({ sub: '62' });
      const { sessionId, nonce, challenges } = await startBpm(open, token);
      open.advance(10_000);
      open.engine.answer = (input) => ({
        ...livePerson(input),
        liveness: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' },
      });
      const { evidence, images } = await captureOf(
        signer,
        { nonce, submissionId: sessionId },
        { selfie: await picture(), challenges: all(challenges) },
      );
      const { body } = await command(
        open,
        'UpdateLivenessCheckCommand',
        token,
        recordOf(sessionId, images.SELFIE, evidence),
      ).finally(() => {
        open.engine.answer = livePerson;
      });
      expect(body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
      expect((await checkOf(open, sessionId)).check).toMatchObject({ state: 'spoof', reason: 'spoof' });
    });
  });

  describe('e-verify', () => {
    test('one challenge in lower case with instructions; each of them is drawn', async () => {
      const { key } = await newKey(open, 'acme');
      const seen = new Map<string, string>();
      for (let index = 0; index < 60 && seen.size < CHALLENGES.length; index += 1) {
        const { details, begun } = await startEVerify(open, key);
        expect(begun).toMatchObject({
          challenges: [details.challenge_type.toUpperCase()],
          is_passive_allowed: true,
        });
        seen.set(details.challenge_type, details.instructions);
      }
      expect([...seen.keys()].toSorted()).toEqual(['blink', 'nod', 'smile', 'turn_left', 'turn_right']);
      expect(seen.get('blink')).toBe('Please blink your eyes');
    });

    test('a test key is asked for the same each time', async () => {
      const { key } = await newKey(open, 'acme', 'test');
      for (let index = 0; index < 5; index += 1) {
        expect((await startEVerify(open, key)).details.challenge_type).toBe('blink');
      }
    });

    test.each(CASES)('$name', async (each) => {
      const gateway = gatewayOf(each);
      const { key } = await newKey(gateway, 'acme');
      const { sessionId, headers, path, begun } = await startEVerify(gateway, key);
      gateway.advance(each.after ?? 10_000);
      const claimed = each.claim(begun.challenges);
      const body = await captureOf(
        signer,
        { nonce: begun.nonce, submissionId: sessionId },
        { selfie: await picture(), ...(claimed === undefined ? {} : { challenges: claimed }) },
      );
      const sent = await ask(gateway, 'PUT', path, headers, body);
      const counts = each.reason === null;
      expect([sent.status, sent.body]).toEqual([
        200,
        expect.objectContaining({ status: 'completed', outcome: counts ? 'live' : 'unusable' }),
      ]);
      const results = await ask(gateway, 'GET', `/v1/biometrics/liveness/${sessionId}/results`, { 'x-api-key': key });
      expect(results.body).toMatchObject({
        status: 'completed',
        result: { liveness_score: counts ? 97 : 0, is_live: counts, spoof_attempt_detected: false },
      });
      expect(JSON.stringify([sent.body, results.body])).not.toMatch(/challenges-|passive-/);
      await expectOnRecord(gateway, sessionId, each.reason);
    });
  });

  test('every chain verifies', async () => {
    const chains = await verifyAudit(open.db, deriveSigningKeys(MASTER_KEY).audit);
    expect(chains.length).toBeGreaterThan(1);
    expect(chains.filter(({ broken }) => broken !== null)).toEqual([]);
  });
});

const expectOnRecord = async (gateway: TestGateway, reference: string, reason: string | null): Promise<void> => {
  const { check, verdict } = await checkOf(gateway, reference);
  expect(check).toMatchObject({ state: reason === null ? 'live' : 'uncertain', reason });
  expect(verdict).toMatchObject({
    outcome: reason === null ? 'accepted' : 'rejected',
    detail: { state: check.state, reason },
  });
};
