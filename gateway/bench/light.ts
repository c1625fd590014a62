/**
 * Verdicts on the reflection of drawn tints: for rendered faces, and for live people on recorded clips (`LIFESIGN_DATA`), lit by
 * a screen that is weak or strong compared with the room's light; judged by the order that was shown, and by every other order,
 * as a recording of another session would be. The figures behind `REFLECTED` (gateway/src/check/light.ts).
 * `npm run bench:light -- [--trials 12] [--people 12]`
 */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { LIGHT, TINT_NAMES, type Tint } from 'lifesign/contract';
import { clipFile, HAS_CLIPS, NO_CLIPS, readClip } from '../../testkit/recordings.ts';
import { relit } from '../../testkit/relight.ts';
import { createRandom } from '../../testkit/render/random.ts';
import { renderFrame } from '../../testkit/render/stream.ts';
import { judgeLight, type LightVerdict } from '../src/check/light.ts';
import { decodeImage } from '../src/engine/decode.ts';
import { loadParts } from '../src/engine/parts.ts';
import { findPortrait, type FoundPortrait } from '../src/engine/portrait.ts';
import { reflectionsOf } from '../src/engine/reflection.ts';

const { values } = parseArgs({
  options: { trials: { type: 'string', default: '12' }, people: { type: 'string', default: '12' } },
});
/** 0: no light of the screen reaches the face. */
const STRENGTHS = [0, 0.05, 0.1, 0.2, 0.4, 1] as const;
/** When frames are taken, seconds: two of each tint, once its fade is over. */
const TIMES = Array.from({ length: LIGHT.steps * LIGHT.framesPerStep }, (_, index) => {
  const step = Math.floor(index / LIGHT.framesPerStep);
  return (
    (step * (LIGHT.settleMs + 2 * LIGHT.gapMs) + LIGHT.settleMs + (index % LIGHT.framesPerStep) * LIGHT.gapMs) / 1000
  );
});
const RATE = 30;
const LAST = TIMES.at(-1) ?? 0;
const VERDICTS = ['agrees', 'says-nothing', 'contradicts'] as const;
/** Half a face's width in units of its scale. */
const HALF_WIDTH = 1.15;

const random = createRandom(24);
const parts = await loadParts(null);

const orders = (items: readonly Tint[]): readonly (readonly Tint[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first) => orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
const ORDERS = orders(TINT_NAMES);

type Tally = Record<LightVerdict, number>;
const tally = (): Tally => ({ 'agrees': 0, 'says-nothing': 0, 'contradicts': 0 });

/** The frame at a number; null past the end. */
type FrameAt = (index: number) => Promise<Uint8Array | null>;

const portraits = new WeakMap<Uint8Array, FoundPortrait>();

/** The face is searched for once in a frame, because light moves it by less than a pixel. */
const foundIn = async (frame: Uint8Array): Promise<FoundPortrait> => {
  const found = portraits.get(frame) ?? (await findPortrait(frame, parts.detector));
  portraits.set(frame, found);
  return found;
};

/** What every frame shows, where its face is found; null where there is none. */
const shoot = async (frame: Uint8Array, tint: Tint, strength: number) => {
  const found = await foundIn(frame);
  if (!found.ok) {
    return null;
  }
  const { pixels, geometry } = found.portrait;
  const { width, height } = pixels;
  const face = {
    x: geometry.center.x / width,
    y: geometry.center.y / height,
    halfWidth: (HALF_WIDTH * geometry.scale) / width,
  };
  const lit = await decodeImage(await relit(frame, face, { tint, strength }));
  const scale = (lit?.width ?? 0) / width;
  const center = { x: geometry.center.x * scale, y: geometry.center.y * scale };
  return lit === null ? null : { pixels: lit, geometry: { ...geometry, center, scale: geometry.scale * scale } };
};

interface Shares {
  readonly genuine: Tally;
  readonly other: Tally;
}

const measure = async (frameAt: FrameAt, start: number, rate: number, strength: number, shares: Shares) => {
  const shown = ORDERS[Math.floor(random.next() * ORDERS.length)] ?? TINT_NAMES;
  const shots = [];
  for (const [index, time] of TIMES.entries()) {
    const frame = await frameAt(start + Math.round(time * rate));
    const tint = shown[Math.floor(index / LIGHT.framesPerStep)] ?? 'pink';
    const shot = frame === null ? null : await shoot(frame, tint, strength);
    shots.push(...(shot === null ? [] : [shot]));
  }
  const measured = shots.length === TIMES.length ? reflectionsOf(shots) : null;
  for (const order of ORDERS) {
    const { verdict } = judgeLight(order, measured);
    shares[order === shown ? 'genuine' : 'other'][verdict] += 1;
  }
};

const share = (of: Tally, verdict: LightVerdict): string => {
  const all = Object.values(of).reduce((sum, count) => sum + count, 0);
  return `${((100 * of[verdict]) / all).toFixed(1)} %`.padStart(8);
};

const report = (name: string, of: Tally): void => {
  console.info(`  ${name.padEnd(26)} ${VERDICTS.map((verdict) => `${verdict} ${share(of, verdict)}`).join('   ')}`);
};

const tell = (strength: number, { genuine, other }: Shares): void => {
  console.info(`screen ${String(100 * strength).padStart(3)} % of the room's light`);
  report('the order that was drawn', genuine);
  report('another order', other);
};

/** One launch of these frames at each strength, as often as asked for. */
interface Scene {
  readonly frameAt: FrameAt;
  /** Number of frames. */
  readonly length: number;
  readonly rate: number;
  readonly trials: number;
}

const run = async (title: string, scenes: readonly Scene[]): Promise<void> => {
  console.info(title);
  const all = tally();
  for (const strength of STRENGTHS) {
    const shares = { genuine: tally(), other: tally() };
    for (const { frameAt, length, rate, trials } of scenes) {
      const places = length - Math.round(LAST * rate);
      for (let trial = 0; trial < trials; trial += 1) {
        await measure(frameAt, Math.floor(random.next() * places), rate, strength, shares);
      }
    }
    tell(strength, shares);
    for (const verdict of VERDICTS) {
      all[verdict] += shares.genuine[verdict];
    }
  }
  const count = VERDICTS.reduce((sum, verdict) => sum + all[verdict], 0);
  console.info(`all ${count} launches`);
  report('the order that was drawn', all);
};

const rendered = (seed: number): Scene => {
  const spec = {
    name: `light-${seed}`,
    room: seed,
    sitters: [{ seed, x: 320, y: 240, scale: 92 }],
    light: 1,
    frames: 90,
  };
  const drawn = new Map<number, Promise<Uint8Array>>();
  return {
    frameAt: (index) => {
      // Every third frame is enough to move.
      const place = 3 * Math.round(index / 3);
      const frame = drawn.get(place) ?? renderFrame(spec, place);
      drawn.set(place, frame);
      return frame;
    },
    length: spec.frames,
    rate: RATE,
    trials: 4,
  };
};

const recorded = async (name: string): Promise<Scene> => {
  const frames = (await readClip(name)) ?? [];
  return {
    frameAt: (index) => Promise.resolve(frames[index] ?? null),
    length: frames.length,
    // A clip that is too short is played more slowly, so that all tints fit into it.
    rate: Math.min(RATE, (frames.length - 1) / LAST),
    trials: Number(values.trials),
  };
};

const people = Array.from({ length: Number(values.people) }, (_, index) => rendered(index + 1));
await run(`rendered faces, ${people.length} people, four launches each`, people);
if (HAS_CLIPS) {
  const names = readdirSync(dirname(clipFile('any')))
    .filter((file) => file.endsWith('.mjpeg') && !file.includes('spoof'))
    .map((file) => file.replace('.mjpeg', ''));
  const clips = await Promise.all(names.map(recorded));
  await run(`live people, ${names.length} clips, ${values.trials} launches each, at any place of the clip`, clips);
} else {
  console.info(NO_CLIPS);
}
parts.dispose();
