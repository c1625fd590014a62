/**
 * Over a real socket: sessions draw an order of tints, and the light on rendered faces agrees with it, says nothing or
 * contradicts it. Only a contradiction is refused.
 */
import { type EvidencePayload, TINT_NAMES, type Tint } from 'lifesign/contract';
import { beforeEach, expect, test } from 'vitest';
import { relit } from '../../testkit/relight.ts';
import { renderFrame, type StreamSpec } from '../../testkit/render/stream.ts';
import type { LightFinding } from '../src/check/light.ts';
import { createSigner, type LaunchSigner } from './support/capture.ts';
import { familiesConfig } from './support/families.ts';
import { begin, launch, startGateway, type TestGateway } from './support/harness.ts';
import { opening } from './support/opening.ts';
import { createSeeingEngine, type SeeingEngine } from './support/seeing-engine.ts';
import { type SentCapture, sendersOf } from './support/send.ts';
import { type Served, serveApp } from './support/socket.ts';

const FAMILIES = ['coe', 'bpm', 'e-verify'] as const;
const SLOW = { timeout: 240_000 };
const FACE = { x: 0.5, y: 0.5, halfWidth: 0.15 };

let gateway: TestGateway;
let served: Served;
let strictApp: Served;
let offApp: Served;
let signer: LaunchSigner;
let engine: SeeingEngine;
let selfie: Uint8Array;
/** Two frames of each tint, a fifth as strong as the room's light, and two without a tint. */
let lit: Readonly<Record<Tint | 'none', readonly Uint8Array[]>>;
let seed = 300;

const person: StreamSpec = {
  name: 'light',
  room: 301,
  sitters: [{ seed: 301, x: 320, y: 240, scale: 92 }],
  light: 1,
  frames: 90,
};

opening(async (closing) => {
  engine = await createSeeingEngine();
  const serve = async (policy: Readonly<Record<string, unknown>>): Promise<[TestGateway, Served]> => {
    const started = closing(await startGateway({ config: familiesConfig([], { policy }), engine }));
    return [started, closing(await serveApp(started.app))];
  };
  [gateway, served] = await serve({ light: 'when-offered' });
  [, strictApp] = await serve({ light: 'required' });
  [, offApp] = await serve({});
  signer = await createSigner();
  selfie = await renderFrame(person, 20);
  const pair = async (tint: Tint | null, at: number): Promise<readonly Uint8Array[]> =>
    Promise.all(
      [at, at + 3].map(async (index) => relit(await renderFrame(person, index), FACE, { tint, strength: 0.2 })),
    );
  lit = {
    pink: await pair('pink', 2),
    apricot: await pair('apricot', 20),
    mint: await pair('mint', 38),
    sky: await pair('sky', 56),
    none: await pair(null, 30),
  };
});

beforeEach(() => {
  engine.whose = () => 0;
});

const inOrder = (tints: readonly Tint[]): readonly Uint8Array[] => tints.flatMap((tint) => lit[tint]);
const inAnother = (tints: readonly Tint[]): readonly Uint8Array[] => inOrder([...tints.slice(2), ...tints.slice(0, 2)]);
const inNone = (tints: readonly Tint[]): readonly Uint8Array[] => tints.flatMap(() => lit.none);

const sendTo = (app: Served, family: (typeof FAMILIES)[number], capture: Partial<SentCapture>) => {
  seed += 1;
  return sendersOf(app, signer)[family]({ userId: String(8000 + seed), pictures: { SELFIE: selfie }, ...capture });
};

const checkOf = async (reference: string) => {
  const { reason, state, details } = await gateway.db
    .selectFrom('liveness_check')
    .select(['reason', 'state', 'details'])
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return { reason, state, light: (details as { light?: LightFinding }).light };
};

test.each(FAMILIES)('%s: the drawn order agrees, another contradicts, no light says nothing', SLOW, async (family) => {
  const agreed = await sendTo(served, family, { light: inOrder });
  expect(agreed).toMatchObject({ status: 200, passed: true });
  expect(await checkOf(agreed.reference)).toMatchObject({ state: 'live', reason: null, light: { verdict: 'agrees' } });

  const refused = await sendTo(served, family, { light: inAnother });
  expect(refused).toMatchObject({ status: 200, passed: false });
  expect(await checkOf(refused.reference)).toMatchObject({
    state: 'uncertain',
    reason: 'light-contradicts',
    light: { verdict: 'contradicts' },
  });

  const silent = await sendTo(served, family, { light: inNone });
  expect(silent).toMatchObject({ status: 200, passed: true });
  expect(await checkOf(silent.reference)).toMatchObject({ state: 'live', light: { verdict: 'says-nothing' } });
  expect(await gateway.db.selectFrom('submission_moments').select('submission_id').execute()).toEqual([]);
});

test('frames of light must show the person of the selfie', SLOW, async () => {
  engine.whose = ({ width }) => (width === 320 ? 1 : 0);
  const other = await sendTo(served, 'e-verify', { light: inOrder });
  expect(await checkOf(other.reference)).toMatchObject({ state: 'uncertain', reason: 'moments-of-another-face' });
});

const another = (payload: EvidencePayload, changes: object): unknown => ({
  ...payload,
  light: { ...payload.light, ...changes },
});

const FORGED: readonly (readonly [string, (payload: EvidencePayload) => unknown])[] = [
  ['of another session', (payload) => another(payload, { tints: payload.light?.tints.toReversed() })],
  ['of another set', (payload) => another(payload, { tints: ['red', ...TINT_NAMES.slice(1)] })],
  [
    'taken within one fade',
    (payload) =>
      another(payload, { frames: payload.light?.frames.map((frame, index) => ({ ...frame, atMs: 80 * index })) }),
  ],
  [
    'of other bytes',
    (payload) =>
      another(payload, { frames: payload.light?.frames.map((frame) => ({ ...frame, sha256: 'f'.repeat(64) })) }),
  ],
  ['fewer', (payload) => another(payload, { frames: payload.light?.frames.slice(1) })],
  ['not signed', ({ light: _unsigned, ...payload }) => payload],
];

test('frames of another order are refused', SLOW, async () => {
  for (const [how, forge] of FORGED) {
    const { status, passed } = await sendTo(served, 'e-verify', { light: inOrder, forge });
    expect([how, [400, 422].includes(status), passed]).toEqual([how, true, false]);
  }
});

test('a capture without light is judged without it, and refused where light is required', SLOW, async () => {
  for (const family of FAMILIES) {
    const unlit = await sendTo(served, family, {});
    expect(unlit).toMatchObject({ status: 200, passed: true });
    expect((await checkOf(unlit.reference)).light).toBeUndefined();
    expect(await sendTo(strictApp, family, {})).toMatchObject({ status: 400, passed: false });
    expect(await sendTo(strictApp, family, { light: inOrder })).toMatchObject({ status: 200, passed: true });
  }
});

test('by default no light is requested', SLOW, async () => {
  const { data } = (await begin(offApp, await launch(offApp))).body;
  expect(data).not.toHaveProperty('light');
  expect((await begin(served, await launch(served))).body.data).toMatchObject({
    light: expect.toSatisfy((tints: readonly Tint[]) => tints.toSorted().join() === TINT_NAMES.toSorted().join()),
  });
  for (const family of FAMILIES) {
    expect(await sendTo(offApp, family, {})).toMatchObject({ status: 200, passed: true });
  }
});
