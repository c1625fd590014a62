/**
 * One judging rule: the same evidence and the same answer of the engine end as the same record in every family, in the
 * words of the admin page, whatever each family calls it on its own wire.
 */
import { expect, test } from 'vitest';
import { createSigner, type LaunchSigner } from './support/capture.ts';
import { admin, adminConfig, signIn } from './support/admin.ts';
import { FAMILIES, type Family } from '../src/check/check.ts';
import { onBothDatabases } from './support/databases.ts';
import { livePerson } from './support/fake-engine.ts';
import { familiesConfig } from './support/families.ts';
import { jpeg, startGateway, type TestGateway, until } from './support/harness.ts';
import type { DeviceWord } from '../src/check/trust.ts';
import type { CaptureProblem, EngineInput, EngineResult } from '../src/engine/types.ts';
import { opening } from './support/opening.ts';
import { sendersOf } from './support/send.ts';

/** The engine's answer for pictures with this score, compared to the threshold that the gateway asked for. */
const scored =
  (score: number) =>
  (input: EngineInput): EngineResult => {
    const threshold = input.livenessThreshold ?? 0.5;
    return { ...livePerson(input), liveness: { score, threshold, result: score >= threshold, version: 'fake@0' } };
  };

const unusable =
  (problem: CaptureProblem) =>
  (input: EngineInput): EngineResult => ({ ...livePerson(input), problem, liveness: null });

interface Case {
  readonly name: string;
  readonly device: DeviceWord;
  readonly engine: (input: EngineInput) => EngineResult;
  /** Default: one picture. */
  readonly pictures?: 0 | 1;
  readonly expected: Readonly<Record<string, unknown>>;
}

const liveness = (score: number, threshold: number) => ({
  score,
  threshold,
  result: score >= threshold,
  version: 'fake@0',
});

const CASES: readonly Case[] = [
  {
    name: 'both say live',
    device: { verdict: 'live', score: 0.9 },
    engine: scored(0.8),
    expected: {
      state: 'live',
      reason: null,
      score: 0.8,
      details: { rawLiveness: liveness(0.8, 0.5), cappedLiveness: liveness(0.8, 0.5), problem: null },
    },
  },
  {
    name: 'pictures that fail, with a device verdict of live',
    device: { verdict: 'live', score: 0.9 },
    engine: scored(0.4),
    expected: { state: 'spoof', reason: 'spoof', score: 0.4 },
  },
  {
    name: 'pictures below the raised threshold, without evidence of an attack',
    device: { verdict: 'uncertain', score: 0.9 },
    engine: scored(0.5),
    expected: { state: 'uncertain', reason: 'uncertain', score: 0.5 },
  },
  {
    name: 'pictures far below the raised threshold',
    device: { verdict: 'uncertain', score: 0.9 },
    engine: scored(0.2),
    expected: { state: 'spoof', reason: 'spoof', score: 0.2 },
  },
  {
    name: 'good pictures with a device verdict of uncertain, capped by its score',
    device: { verdict: 'uncertain', score: 0.6 },
    engine: scored(0.95),
    expected: {
      state: 'uncertain',
      reason: 'uncertain',
      score: 0.6,
      details: { rawLiveness: liveness(0.95, 0.7), cappedLiveness: liveness(0.6, 0.7) },
    },
  },
  {
    name: 'good pictures with a device verdict of spoof',
    device: { verdict: 'spoof', score: 0.1 },
    engine: scored(0.95),
    expected: { state: 'spoof', reason: 'spoof', score: 0.1 },
  },
  {
    name: 'a device verdict of spoof without pictures',
    device: { verdict: 'spoof', score: 0.1 },
    engine: scored(0.95),
    pictures: 0,
    expected: {
      state: 'spoof',
      reason: 'spoof',
      score: 0.1,
      details: { decidedBy: 'device', device: { verdict: 'spoof', score: 0.1 } },
    },
  },
  {
    name: 'pictures without a face',
    device: { verdict: 'live', score: 0.9 },
    engine: unusable('no-face'),
    expected: { state: 'unusable', reason: 'no-face', score: null, details: { problem: 'no-face', rawLiveness: null } },
  },
];

let number = 0;

onBothDatabases((location) => {
  let gateway: TestGateway;
  let cookie: string;
  let signer: LaunchSigner;

  opening(async (closing) => {
    const { bpm, eVerify, lcp } = familiesConfig();
    const config = await adminConfig({ bpm, eVerify, lcp });
    gateway = closing(await startGateway({ config, database: location() }));
    signer = await createSigner();
    cookie = await signIn(gateway);
  });

  /** The record's id in its family. */
  const send = async (family: Family, device: DeviceWord, selfie: Uint8Array | null): Promise<string> => {
    number += 1;
    const { reference } = await sendersOf(gateway, signer)[family]({
      userId: String(number),
      pictures: selfie === null ? {} : { SELFIE: selfie },
      forge: (honest) => ({ ...honest, device: { ...honest.device, ...device } }),
    });
    return reference;
  };

  /** The record as the admin page reads it. */
  const recordOf = async (family: Family, reference: string) => {
    const query = `checks?family=${family}&reference=${encodeURIComponent(reference)}`;
    const { body } = await until(
      () => admin(gateway, 'GET', query, cookie),
      (answer) => answer.body['total'] === 1,
    );
    const [summary] = body['items'] as readonly { id: string }[];
    const { state, reason, score, deviceVerdict, details } = (
      await admin(gateway, 'GET', `checks/${summary?.id}`, cookie)
    ).body;
    const { family: _own, ...shared } = details as Readonly<Record<string, unknown>>;
    return { state, reason, score, deviceVerdict, details: shared };
  };

  test.each(CASES)('$name', async ({ device, engine, pictures = 1, expected }) => {
    gateway.engine.answer = engine;
    const records: Record<string, Awaited<ReturnType<typeof recordOf>>> = {};
    for (const family of FAMILIES) {
      number += 1;
      const selfie = pictures === 0 ? null : await jpeg(480, 640 + number, 1);
      records[family] = await recordOf(family, await send(family, device, selfie));
    }
    expect(records['coe']).toMatchObject({ deviceVerdict: device.verdict, ...expected });
    for (const family of FAMILIES) {
      expect([family, records[family]]).toEqual([family, records['coe']]);
    }
  });
});
