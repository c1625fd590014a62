/**
 * Over a real socket: sessions draw moments, and small frames of them are judged beside the selfie. What an honest device
 * sends passes; a stolen still and frames of another session or person do not.
 */
import { once } from 'node:events';
import type { EvidencePayload } from 'lifesign/contract';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { renderFrame, type StreamSpec } from '../../testkit/render/stream.ts';
import { createSigner, type LaunchSigner } from './support/capture.ts';
import { familiesConfig } from './support/families.ts';
import { begin, launch, startGateway, type TestGateway, until } from './support/harness.ts';
import { opening } from './support/opening.ts';
import { createSeeingEngine, type SeeingEngine } from './support/seeing-engine.ts';
import { type SentCapture, sendersOf } from './support/send.ts';
import { type Served, serveApp } from './support/socket.ts';

/** The families whose contract has room for moments. */
const FAMILIES = ['coe', 'bpm', 'e-verify'] as const;

const SLOW = { timeout: 240_000 };

let gateway: TestGateway;
let served: Served;
let strictApp: Served;
let offApp: Served;
let signer: LaunchSigner;
let engine: SeeingEngine;
let seed = 900;

opening(async (closing) => {
  engine = await createSeeingEngine();
  gateway = closing(await startGateway({ config: familiesConfig(), engine }));
  served = closing(await serveApp(gateway.app));
  const strict = closing(
    await startGateway({ config: familiesConfig([], { policy: { moments: 'required' } }), engine }),
  );
  strictApp = closing(await serveApp(strict.app));
  const off = closing(await startGateway({ config: familiesConfig([], { policy: { moments: 'off' } }), engine }));
  offApp = closing(await serveApp(off.app));
  signer = await createSigner();
});

beforeEach(() => {
  engine.liveness = 0.97;
  engine.livenessOf = null;
  engine.whose = () => 0;
});

const sitting = (): StreamSpec => {
  seed += 1;
  return person(seed);
};

const person = (of: number): StreamSpec => ({
  name: `moments-${of}`,
  room: of,
  sitters: [{ seed: of, x: 320, y: 240, scale: 92 }],
  light: 1,
  frames: 90,
});

const small = (picture: Uint8Array): Promise<Buffer> => sharp(picture).resize(320).jpeg({ quality: 75 }).toBuffer();

/** A second of a person, as our SDK would send it: a selfie, and frames of three moments. */
const secondOf = async (spec: StreamSpec): Promise<{ selfie: Uint8Array; moments: readonly Uint8Array[] }> => ({
  selfie: await renderFrame(spec, 20),
  moments: await Promise.all([4, 16, 30].map(async (at) => small(await renderFrame(spec, at)))),
});

const send = (family: (typeof FAMILIES)[number], capture: Omit<SentCapture, 'userId'>) => {
  seed += 1;
  return sendersOf(served, signer)[family]({ userId: String(7000 + seed), ...capture });
};

const checkOf = (reference: string) =>
  gateway.db
    .selectFrom('liveness_check')
    .select(['reason', 'state', 'details'])
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();

const keptMoments = async (): Promise<number> =>
  (await gateway.db.selectFrom('submission_moments').select('submission_id').execute()).length;

/** Sends the capture through every family and says how each ended: its HTTP status, and the reason on record. */
const endsWith = async (
  capture: Omit<SentCapture, 'userId'>,
  families: readonly (typeof FAMILIES)[number][] = FAMILIES,
) => {
  const ends: unknown[] = [];
  for (const family of families) {
    const { status, passed, reference } = await send(family, capture);
    ends.push([family, status, passed, status === 200 ? (await checkOf(reference)).reason : null]);
  }
  return ends;
};

const all = (status: number, passed: boolean, reason: string | null) =>
  FAMILIES.map((family) => [family, status, passed, reason]);

const moved = (left: number, top: number) => (still: Uint8Array) =>
  sharp(still).extract({ left, top, width: 608, height: 456 }).resize(320, 240).jpeg({ quality: 80 }).toBuffer();

const scaled = (by: number) => (still: Uint8Array) =>
  sharp(still)
    .extract({ left: by, top: (by * 3) >> 2, width: 640 - 2 * by, height: 480 - 2 * ((by * 3) >> 2) })
    .resize(320, 240)
    .jpeg({ quality: 80 })
    .toBuffer();

/** One picture, changed by simple edits. */
const CHANGED: readonly (readonly [string, readonly ((still: Uint8Array) => Promise<Uint8Array>)[]])[] = [
  ['as it is', [small, small, small]],
  [
    'encoded again',
    [
      small,
      (still) => sharp(still).resize(320).jpeg({ quality: 50 }).toBuffer(),
      (still) => sharp(still).resize(320).jpeg({ quality: 95 }).toBuffer(),
    ],
  ],
  [
    'moved and mirrored',
    [
      small,
      (still) => sharp(still).extract({ left: 12, top: 6, width: 616, height: 462 }).resize(320, 240).jpeg().toBuffer(),
      (still) => sharp(still).flop().resize(320).jpeg().toBuffer(),
    ],
  ],
  ['moved', [moved(0, 0), moved(7, 5), moved(24, 18)]],
  ['scaled', [small, scaled(8), scaled(20)]],
  [
    'brighter and blurred',
    [
      small,
      (still) => sharp(still).modulate({ brightness: 1.1 }).resize(320).jpeg().toBuffer(),
      (still) => sharp(still).resize(320).blur(0.8).jpeg().toBuffer(),
    ],
  ],
];

test('moments of one person pass in every family that names them, and are not stored', SLOW, async () => {
  const { selfie, moments } = await secondOf(sitting());
  expect(await endsWith({ pictures: { SELFIE: selfie }, moments })).toEqual(all(200, true, null));
  const sent = await send('coe', { pictures: { SELFIE: selfie }, moments });
  const { details } = await checkOf(sent.reference);
  expect(details).toMatchObject({ moments: null, signals: { 'moments.liveness': 0.97 } });
  expect(await keptMoments()).toBe(0);
  expect(gateway.logLines.join('\n')).not.toContain(
    Buffer.from(moments[0] ?? [])
      .toString('base64')
      .slice(0, 64),
  );
});

test.each(CHANGED)('a stolen still as all moments is refused: %s', SLOW, async (_how, changes) => {
  const still = await renderFrame(person(903), 20);
  const moments = await Promise.all(changes.map((change) => change(still)));
  const end = ['e-verify', 200, false, 'moments-alike'];
  expect(await endsWith({ pictures: { SELFIE: still }, moments }, ['e-verify'])).toEqual([end]);
});

test('frames of one picture, another person, no face, or a face of another size are refused', SLOW, async () => {
  const { selfie, moments } = await secondOf(sitting());
  const pictures = { SELFIE: selfie };
  const still = await small(selfie);
  expect(await endsWith({ pictures, moments: [still, still, still] })).toEqual(all(200, false, 'moments-alike'));
  engine.whose = ({ width }) => (width === 320 ? 1 : 0);
  expect(await endsWith({ pictures, moments })).toEqual(all(200, false, 'moments-of-another-face'));

  engine.whose = () => 0;
  const empty = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#567' } })
    .jpeg()
    .toBuffer();
  const [first = empty, second = empty, third = empty] = moments;
  expect(await endsWith({ pictures, moments: [first, empty, third] })).toEqual(all(200, false, 'moments-without-face'));

  const far = await small(await renderFrame({ ...sitting(), sitters: [{ seed, x: 460, y: 270, scale: 40 }] }, 20));
  expect(await endsWith({ pictures, moments: [first, second, far] })).toEqual(all(200, false, 'moments-apart'));

  // Live selfies do not compensate for frames that are not live.
  engine.livenessOf = ({ width }) => (width === 320 ? 0.1 : 0.97);
  expect(await endsWith({ pictures, moments })).toEqual(all(200, false, 'spoof'));
});

const FORGED: readonly (readonly [string, (payload: EvidencePayload) => unknown])[] = [
  [
    'those of another session',
    (payload) => ({
      ...payload,
      moments: payload.moments?.map((moment) => ({ ...moment, share: moment.share + 0.001 })),
    }),
  ],
  ['fewer than were drawn', (payload) => ({ ...payload, moments: payload.moments?.slice(1) })],
  [
    'taken at other times',
    (payload) => ({ ...payload, moments: payload.moments?.map((moment) => ({ ...moment, atMs: 0 })) }),
  ],
  [
    'other bytes',
    (payload) => ({ ...payload, moments: payload.moments?.map((moment) => ({ ...moment, sha256: 'f'.repeat(64) })) }),
  ],
  ['sent and not signed', ({ moments: _unsigned, ...payload }) => payload],
];

test.each(FORGED)('moments are refused: %s', SLOW, async (_how, forge) => {
  const { selfie, moments } = await secondOf(sitting());
  for (const family of FAMILIES) {
    const { status, passed } = await send(family, { pictures: { SELFIE: selfie }, moments, forge });
    expect([family, [400, 422].includes(status), passed]).toEqual([family, true, false]);
  }
  expect(await keptMoments()).toBe(0);
});

test('a capture without moments is judged without them, and refused where they are required', SLOW, async () => {
  const { selfie } = await secondOf(sitting());
  expect(await endsWith({ pictures: { SELFIE: selfie } })).toEqual(all(200, true, null));

  for (const family of FAMILIES) {
    const capture = { userId: '7001', pictures: { SELFIE: selfie } };
    const refused = await sendersOf(strictApp, signer)[family](capture);
    expect([family, refused.status, refused.passed]).toEqual([family, 400, false]);
    expect(await sendersOf(offApp, signer)[family](capture)).toMatchObject({ status: 200, passed: true });
  }
  const { data } = (await begin(offApp, await launch(offApp))).body;
  expect(data.moments).toBeUndefined();
});

test('each attempt draws its own moments, apart from each other and the hold’s ends', SLOW, async () => {
  const drawn = new Set<string>();
  for (let count = 0; count < 6; count += 1) {
    const { moments = [] } = (await begin(served, await launch(served))).body.data;
    expect(moments).toHaveLength(3);
    const gaps = moments.map((share, index) => share - (moments[index - 1] ?? -1));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.249);
    expect(moments.every((share) => share >= 0.05 && share <= 0.95)).toBe(true);
    drawn.add(moments.join(' '));
  }
  expect(drawn.size).toBe(6);
});

test('frames of an attempt that is being judged are sealed, and erased with the person', SLOW, async () => {
  const { selfie, moments } = await secondOf(sitting());
  const gate = new AbortController();
  const goOn = (): void => gate.abort();
  const held = once(gate.signal, 'abort');
  const { answer } = engine;
  engine.answer = async (input) => {
    await held;
    return answer(input);
  };
  try {
    const sending = send('coe', { pictures: { SELFIE: selfie }, moments });
    await until(keptMoments, (count) => count === 1);
    const { sealed } = await gateway.db.selectFrom('submission_moments').select('sealed').executeTakeFirstOrThrow();
    expect(Buffer.from(sealed).includes(Buffer.from(moments[0] ?? []).subarray(0, 32))).toBe(false);
    gateway.advance(25 * 3_600_000);
    await gateway.eraseExpired();
    expect(await keptMoments()).toBe(0);
    goOn();
    // The launch's token has expired meanwhile, so the outcome is read from the record.
    await sending.catch(() => undefined);
  } finally {
    engine.answer = answer;
    goOn();
  }
});
