/**
 * Launches of live people on recorded clips (`LIFESIGN_DATA`), judged by the gateway's engine without and with the moments that
 * a session draws, and copies of one frame in place of them: the figures behind `MOMENT` (gateway/src/engine/moments.ts).
 * `npm run bench:moments -- [--launches 30] [--copies 12]`
 */
import { randomInt, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { MOMENTS } from 'lifesign/contract';
import sharp from 'sharp';
import { clipFile, HAS_CLIPS, NO_CLIPS, readClip } from '../../testkit/recordings.ts';
import { judgedByEngine } from '../src/check/judgement.ts';
import { drawMoments } from '../src/check/moments.ts';
import { loadParts } from '../src/engine/parts.ts';
import type { EngineInput } from '../src/engine/types.ts';
import { verify } from '../src/engine/verify.ts';

if (!HAS_CLIPS) {
  throw new Error(NO_CLIPS);
}
const { values } = parseArgs({
  options: { launches: { type: 'string', default: '30' }, copies: { type: 'string', default: '12' } },
});
/** Clips play as Chromium's camera plays them. */
const RATE = 30;
const WINDOW = Math.round(1.4 * RATE);

const parts = await loadParts(null);
const names = readdirSync(dirname(clipFile('any')))
  .filter((file) => file.endsWith('.mjpeg') && !file.includes('spoof'))
  .map((file) => file.replace('.mjpeg', ''));

const small = (picture: Uint8Array): Promise<Buffer> =>
  sharp(picture)
    .resize({ width: MOMENTS.side, height: MOMENTS.side, fit: 'inside' })
    .jpeg({ quality: 100 * MOMENTS.jpegQuality })
    .toBuffer();

const cut = async (picture: Uint8Array, x: number, y: number): Promise<Buffer> => {
  const { width, height } = await sharp(picture).metadata();
  const inside = { left: x, top: y, width: width - 2 * x, height: height - 2 * y };
  return small(await sharp(picture).extract(inside).jpeg({ quality: 95 }).toBuffer());
};

const COPIES: Readonly<Record<string, (still: Uint8Array) => Promise<readonly Uint8Array[]>>> = {
  'encoded again': (still) =>
    Promise.all([95, 75, 60].map((quality) => sharp(still).resize(MOMENTS.side).jpeg({ quality }).toBuffer())),
  'moved and scaled': async (still) => [await small(still), await cut(still, 8, 6), await cut(still, 20, 15)],
  'mirrored, brighter': async (still) => [
    await small(still),
    await small(await sharp(still).flop().jpeg({ quality: 95 }).toBuffer()),
    await small(await sharp(still).modulate({ brightness: 1.1 }).jpeg({ quality: 95 }).toBuffer()),
  ],
  'turned': (still) =>
    Promise.all(
      [0, 1.5, -1.5].map(async (angle) =>
        small(await sharp(still).rotate(angle, { background: '#888' }).jpeg({ quality: 95 }).toBuffer()),
      ),
    ),
};

const judged = async (input: EngineInput) => {
  const before = process.cpuUsage().user;
  const raw = await verify(input, parts);
  const { state, reason } = judgedByEngine(raw, { verdict: 'live', score: 0.99 });
  return { isLive: state === 'live', reason, signals: raw.signals, cpuMs: (process.cpuUsage().user - before) / 1000 };
};

const report = (name: string, figures: readonly number[]): void => {
  const sorted = figures.toSorted((one, other) => one - other);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(3);
  console.info(`${name.padEnd(28)} least ${at(0)}  half ${at(0.5)}  most ${at(1)}`);
};

const told: Record<'bytes' | 'distance' | 'difference' | 'liveness' | 'without' | 'with', number[]> = {
  bytes: [],
  distance: [],
  difference: [],
  liveness: [],
  without: [],
  with: [],
};
const refusals: string[] = [];
let byMoments = 0;
for (let launch = 0; launch < Number(values.launches); launch += 1) {
  const name = names[launch % names.length] ?? '';
  const frames = (await readClip(name)) ?? [];
  const start = randomInt(frames.length - WINDOW);
  const frameAt = (share: number): Buffer => frames[start + Math.round(share * WINDOW)] ?? Buffer.alloc(0);
  const images = { SELFIE: frameAt(randomInt(40) / 100), ADDITIONAL_SELFIE: frameAt(0.6 + randomInt(40) / 100) };
  const moments = await Promise.all(drawMoments(randomUUID()).map((share) => small(frameAt(share))));
  const alone = await judged({ images });
  const { isLive, reason, signals, cpuMs } = await judged({ images, moments });
  byMoments += Number(alone.isLive && !isLive);
  if (!isLive) {
    refusals.push(`${name} at ${start}: ${reason} (without moments: ${alone.isLive ? 'live' : alone.reason})`);
  }
  told.bytes.push(...moments.map(({ length }) => length));
  told.without.push(alone.cpuMs);
  told.with.push(cpuMs);
  for (const key of ['distance', 'difference', 'liveness'] as const) {
    const value = signals[`moments.${key}`];
    told[key].push(...(value === undefined ? [] : [value]));
  }
}
console.info(
  `${values.launches} launches of live people on ${names.length} clips: ${byMoments} refused by their moments`,
);
refusals.forEach((line) => console.info(`  ${line}`));
report('bytes of a frame', told.bytes);
report('distance to the selfies', told.distance);
report('difference (until enough)', told.difference);
report('least liveness of a frame', told.liveness);
report('CPU ms without moments', told.without);
report('CPU ms with moments', told.with);

for (const [how, copy] of Object.entries(COPIES)) {
  let refused = 0;
  const count = Number(values.copies);
  for (let index = 0; index < count; index += 1) {
    const still = (await readClip(names[index % names.length] ?? ''))?.[10] ?? Buffer.alloc(0);
    const { isLive } = await judged({ images: { SELFIE: still }, moments: await copy(still) });
    refused += Number(!isLive);
  }
  console.info(`one still as all moments, ${how}: ${refused} of ${count} refused`);
}
parts.dispose();
