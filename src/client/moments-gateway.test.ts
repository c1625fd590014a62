/** Frames of the moments and of the light that the real gateway draws, from each family's backend to the engine. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokenOf } from '../../gateway/test/support/bpm.ts';
import { ask } from '../../gateway/test/support/capture.ts';
import { START } from '../../gateway/test/support/e-verify.ts';
import { E_VERIFY_KEY, familiesConfig } from '../../gateway/test/support/families.ts';
import { jpeg, launch, MODEL_HASH, startGateway, type TestGateway } from '../../gateway/test/support/harness.ts';
import { evidenceWith } from '../../testkit/evidence.ts';
import { LIGHT, TINT_NAMES } from '../contract/index.ts';
import type { Backend, UploadMoment } from './backend.ts';
import { coe } from './coe/coe.ts';
import { bpmSelfService, eVerify } from './families.ts';

const { signal } = new AbortController();
const BASE = 'https://gateway.example.com/';

const EVIDENCE = evidenceWith({ models: { liveness: MODEL_HASH }, capturedAt: Date.now() });

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ config: familiesConfig([], { policy: { moments: 'required', light: 'required' } }) });
}, 120_000);
afterAll(() => gateway.close(2000));

const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
  gateway.app.request(new Request(input, init));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** One for each 75 ms of the window; their colour says which. */
const window = (): Promise<readonly UploadMoment[]> =>
  Promise.all(
    Array.from({ length: 21 }, async (_, index) => {
      const background = { r: 40 + 10 * index, g: 90, b: 90 };
      const bytes = new Uint8Array(
        await sharp({ create: { width: 320, height: 240, channels: 3, background } })
          .jpeg()
          .toBuffer(),
      );
      return { bytes, sha256: sha256(bytes), atMs: 75 * index };
    }),
  );

/** Two frames of each tint, a fade after those of the one before. */
const shown = (frames: readonly UploadMoment[]): readonly UploadMoment[] =>
  frames
    .slice(0, LIGHT.steps * LIGHT.framesPerStep)
    .map((frame, index) => ({ ...frame, atMs: 700 * Math.floor(index / 2) + 80 * (index % 2) }));

const BACKENDS: readonly (readonly [string, () => Promise<Backend>])[] = [
  [
    'CoE',
    async () => {
      const { token, partnerSessionId } = await launch(gateway);
      return coe({ baseUrl: BASE, token, correlationId: partnerSessionId, flow: 'liveness', fetch });
    },
  ],
  ['BPM', () => Promise.resolve(bpmSelfService({ baseUrl: BASE, token: () => tokenOf({ sub: '31' }), fetch }))],
  [
    'e-verify',
    async () => {
      const named = { client_session_token: `moments-${Date.now()}` };
      const started = await ask(gateway, 'POST', START, { 'x-api-key': E_VERIFY_KEY }, named);
      const { session_id: sessionId } = started.body as { session_id: string };
      const captureToken = started.headers.get('x-lifesign-capture-token') ?? '';
      return eVerify({ baseUrl: BASE, session: { sessionId, captureToken }, fetch });
    },
  ],
];

it.each(BACKENDS)(
  '%s: the frames nearest to the moments drawn are what is judged',
  { timeout: 60_000 },
  async (_, open) => {
    const backend = await open();
    const submission = await backend.begin({ signal });
    const bytes = new Uint8Array(await jpeg(480, 640));
    const moments = await window();
    const { light: tints = [] } = submission;
    expect(tints.toSorted()).toEqual(TINT_NAMES.toSorted());
    const before = gateway.engine.calls.length;
    await backend.submit({
      submission,
      images: [{ type: 'SELFIE', bytes, sha256: sha256(bytes) }],
      moments,
      light: { tints, frames: shown(moments) },
      verdict: 'live',
      evidence: EVIDENCE,
      signal,
    });
    await expect.poll(() => gateway.engine.calls.length, { timeout: 30_000 }).toBe(before + 1);
    const judged = gateway.engine.calls.at(-1)?.moments ?? [];
    const lit = gateway.engine.calls.at(-1)?.light ?? [];
    expect(lit.map(sha256)).toEqual(shown(moments).map((frame) => frame.sha256));
    const indices = judged.map((frame) => moments.findIndex((moment) => moment.sha256 === sha256(frame)));
    expect(indices).toHaveLength(3);
    expect(indices.every((index) => index >= 0)).toBe(true);
    // No two closer than a quarter of the hold, but for half a slot on either side.
    expect(Math.min(...indices.slice(1).map((index, at) => index - (indices[at] ?? 0)))).toBeGreaterThanOrEqual(4);
  },
);

it('a device that stopped an attack sends no frame', async () => {
  const [, open] = BACKENDS[1] ?? [];
  const backend = await open?.();
  const submission = await backend?.begin({ signal });
  if (backend === undefined || submission === undefined) {
    throw new Error('No backend');
  }
  const before = gateway.engine.calls.length;
  const device = { ...EVIDENCE.device, verdict: 'spoof' as const };
  const outcome = await backend.submit({
    submission,
    images: [],
    moments: await window(),
    verdict: 'spoof',
    evidence: { ...EVIDENCE, device },
    signal,
  });
  expect(outcome).toMatchObject({ decided: true, passed: false });
  expect(gateway.engine.calls).toHaveLength(before);
});
