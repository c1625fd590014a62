/**
 * Over a real socket: a stolen picture sent by a script in place of our SDK. Implausible evidence is refused with its
 * reason, and evidence of an honest device passes.
 */
import type { EvidencePayload } from 'lifesign/contract';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { renderFrame, type StreamSpec } from '../../testkit/render/stream.ts';
import { renderPicture } from '../../testkit/rendered-face.ts';
import { FAMILIES } from '../src/check/check.ts';
import { command, tokenOf } from './support/bpm.ts';
import { createSigner, type LaunchSigner } from './support/capture.ts';
import { familiesConfig } from './support/families.ts';
import { finished, launch, MODEL_HASH, startGateway, submit, type TestGateway } from './support/harness.ts';
import { opening } from './support/opening.ts';
import { createSeeingEngine, type SeeingEngine } from './support/seeing-engine.ts';
import { type SentCapture, sendersOf } from './support/send.ts';
import { type Served, serveApp } from './support/socket.ts';

const ASSETS = ['liveness-topology', 'liveness-weights', 'face-detector-topology', 'face-detector-weights'];
const MODELS = Object.fromEntries(ASSETS.map((id) => [id, MODEL_HASH]));

let gateway: TestGateway;
let served: Served;
let signer: LaunchSigner;
let engine: SeeingEngine;
let seed = 400;

opening(async (closing) => {
  engine = await createSeeingEngine();
  const models = new Map([...ASSETS, 'landmarks-weights'].map((id) => [id, new Set([MODEL_HASH])] as const));
  const config = familiesConfig([], { policy: { imageReuseDays: 90 } });
  gateway = closing(await startGateway({ config, engine, models }));
  served = closing(await serveApp(gateway.app));
  signer = await createSigner();
});

beforeEach(() => {
  engine.liveness = 0.97;
  gateway.reference = null;
});

const sitting = (): StreamSpec => {
  seed += 1;
  return { name: `stolen-${seed}`, room: seed, sitters: [{ seed, x: 320, y: 240, scale: 92 }], light: 1, frames: 90 };
};
const portrait = (): Promise<Uint8Array> => renderFrame(sitting(), 0);

/** Evidence of a device with the accepted release. */
const honest = (payload: EvidencePayload): EvidencePayload => ({ ...payload, models: MODELS });

const withSigns = (signs: object) => (payload: EvidencePayload) => ({
  ...honest(payload),
  injection: { ...payload.injection, ...signs },
});

const send = (family: (typeof FAMILIES)[number], capture: Omit<SentCapture, 'userId'>) => {
  seed += 1;
  return sendersOf(served, signer)[family]({ userId: String(6000 + seed), forge: honest, ...capture });
};

const reasonOf = async (reference: string): Promise<string | null> => {
  const { reason } = await gateway.db
    .selectFrom('liveness_check')
    .select('reason')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return reason;
};

const FORGED: readonly (readonly [string, (payload: EvidencePayload) => unknown])[] = [
  ['no frames', (payload) => ({ ...payload, device: { ...payload.device, frames: 0 } })],
  ['a minute of frames', (payload) => ({ ...payload, device: { ...payload.device, windowMs: 60_000 } })],
  ['more frames than a camera has', (payload) => ({ ...payload, device: { ...payload.device, frames: 900 } })],
  ['captured in 2100', (payload) => ({ ...payload, capturedAt: Date.parse('2100-01-01') })],
  ['a self-test with a large error', (payload) => ({ ...payload, selfTest: { ...payload.selfTest, maxError: 999 } })],
  ['a self-test that failed', (payload) => ({ ...payload, selfTest: { ...payload.selfTest, passed: false } })],
  ['one model that cannot judge', (payload) => ({ ...payload, models: { 'landmarks-weights': MODEL_HASH } })],
  ['a score above one', (payload) => ({ ...payload, device: { ...payload.device, score: 2 } })],
  ['another nonce', (payload) => ({ ...payload, nonce: 'made-up' })],
];

test.each(FORGED)('evidence with %s is refused in every family', { timeout: 60_000 }, async (_how, forge) => {
  const SELFIE = await portrait();
  for (const family of FAMILIES) {
    const { status, passed } = await send(family, {
      pictures: { SELFIE },
      forge: (payload) => forge(honest(payload)),
    });
    expect([family, status, passed]).toEqual([family, 400, false]);
  }
  // Nothing of it was stored: the same picture passes from an honest device.
  expect(await send('e-verify', { pictures: { SELFIE } })).toMatchObject({ status: 200, passed: true });
});

test('a stolen still image alone does not pass', { timeout: 60_000 }, async () => {
  const token = await tokenOf({ sub: '6001' });
  const { body } = await command(served, 'StartLivenessSessionCommand', token, { publicKey: signer.publicKey });
  const { sessionId } = body.data as { sessionId: string };
  engine.liveness = 0.6;
  const record = { sessionId, isSuccessful: true, imageBase64: Buffer.from(await portrait()).toString('base64') };
  const answer = await command(served, 'SubmitLivenessCheckCommand', token, record);
  expect(answer.body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
  expect(await reasonOf(sessionId)).toBe('uncertain');
});

test('two moments pass; one moment twice, and the reference picture itself, do not', { timeout: 120_000 }, async () => {
  const person = sitting();
  const SELFIE = await renderFrame(person, 0);
  // Other bytes, and the same picture.
  const again = Buffer.concat([SELFIE.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 4, 1, 2]), SELFIE.subarray(2)]);
  const twice = await send('e-verify', { pictures: { SELFIE, ADDITIONAL_SELFIE: again } });
  expect([twice.status, twice.passed, await reasonOf(twice.reference)]).toEqual([200, false, 'selfies-identical']);
  const turned = sitting();
  const mirrored = {
    SELFIE: await renderFrame(turned, 0),
    ADDITIONAL_SELFIE: await sharp(await renderFrame(turned, 0))
      .flop()
      .jpeg({ quality: 80 })
      .toBuffer(),
  };
  const flopped = await send('e-verify', { pictures: mirrored });
  expect([flopped.status, flopped.passed, await reasonOf(flopped.reference)]).toEqual([
    200,
    false,
    'selfies-identical',
  ]);
  const another = sitting();
  const moments = {
    SELFIE: await renderFrame(another, 0),
    ADDITIONAL_SELFIE: await renderFrame(another, 12),
  };
  expect(await send('e-verify', { pictures: moments })).toMatchObject({ passed: true });

  const onRecord = await portrait();
  gateway.reference = onRecord;
  const stolen = await sharp(onRecord).resize(560, 420).flop().jpeg({ quality: 80 }).toBuffer();
  const flow = 'FACE_VERIFICATION';
  const copied = await send('coe', { flow, pictures: { SELFIE: stolen } });
  expect([copied.passed, await reasonOf(copied.reference)]).toEqual([false, 'selfie-is-reference']);
  // The second picture may be the copy, too. Another person, because this one's picture has been recorded.
  const other = await portrait();
  gateway.reference = other;
  const second = { SELFIE: await portrait(), ADDITIONAL_SELFIE: await sharp(other).jpeg({ quality: 80 }).toBuffer() };
  const hidden = await send('coe', { flow, pictures: second });
  expect([hidden.passed, await reasonOf(hidden.reference)]).toEqual([false, 'selfie-is-reference']);
  expect(await send('coe', { flow, pictures: { SELFIE: await portrait() } })).toMatchObject({ passed: true });
});

/** Whether a launch whose evidence has these signs passes, and its risk. */
const judgedWith = async (signs: object) => {
  const one = await launch(served);
  const { submissionId } = await submit(served, one, {
    selfie: await portrait(),
    forge: withSigns(signs),
  });
  const { verificationResult } = await finished(served, one, submissionId);
  return [verificationResult?.isApproved, verificationResult?.riskLevel];
};

test('signs of a virtual camera raise threshold and risk, and are on record', { timeout: 300_000 }, async () => {
  expect(await judgedWith({})).toEqual([true, 'LOW']);
  expect(await judgedWith({ virtualCameraLabel: true })).toEqual([true, 'MEDIUM']);
  engine.liveness = 0.66;
  expect(await judgedWith({ settingsIncoherent: true })).toEqual([true, 'LOW']);
  expect(await judgedWith({ virtualCameraLabel: true })).toEqual([false, 'HIGH']);
  for (const family of FAMILIES.filter((name) => name !== 'coe')) {
    const sent = await send(family, { pictures: { SELFIE: await portrait() }, forge: withSigns({ webdriver: true }) });
    expect([family, sent.passed]).toEqual([family, false]);
    const { details } = await gateway.db
      .selectFrom('liveness_check')
      .select('details')
      .where('reference', '=', sent.reference)
      .executeTakeFirstOrThrow();
    expect(details).toMatchObject({ injection: { score: 0.3, signs: ['webdriver'] } });
  }
});

test('a picture with two people is not judged, and the hint says so', { timeout: 60_000 }, async () => {
  const faces = [
    { x: 250, y: 240, size: 240 },
    { x: 500, y: 250, size: 150 },
  ];
  const selfie = await renderPicture({ faces });
  const one = await launch(served);
  const { submissionId } = await submit(served, one, { selfie, forge: honest });
  expect(await finished(served, one, submissionId)).toMatchObject({
    reasonCode: 'INVALID_DOCUMENT',
    uiMessages: { INVALID_DOCUMENT: { message: expect.stringContaining('alone in the picture') as unknown } },
  });
  expect(await reasonOf(one.partnerSessionId)).toBe('several-faces');
});
