/**
 * Distances between copies of a picture and between two moments of a person, on recorded clips and frames (`LIFESIGN_DATA`): the figures
 * behind `COPY` (gateway/src/images/picture-print.ts) and `RIVAL` (src/vision/several-faces.ts).
 * `npm run bench:image-reuse -- [--clips 12] [--frames 200]`
 */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { createBlazeFace } from 'lifesign/vision';
import sharp from 'sharp';
import { clipFile, NO_CLIPS, HAS_CLIPS, readClip, readFrame, realFrames, spread } from '../../testkit/recordings.ts';
import { readNetFiles } from '../src/engine/assets.ts';
import { startBackend } from '../src/engine/backend.ts';
import { findPortrait } from '../src/engine/portrait.ts';
import { printOf } from '../src/engine/print.ts';
import { differenceOf } from '../src/images/copies.ts';
import { bandsOf, probesOf } from '../src/images/perceptual-hash.ts';
import { COPY, type PicturePrint } from '../src/images/picture-print.ts';
import { FLIPS } from '../src/check/store/prints.ts';

if (!HAS_CLIPS) {
  throw new Error(NO_CLIPS);
}
const { values } = parseArgs({
  options: { clips: { type: 'string', default: '12' }, frames: { type: 'string', default: '200' } },
});
const RATE = 30;

await startBackend();
const detector = await createBlazeFace(await readNetFiles('face-detector'));

const look = async (bytes: Uint8Array): Promise<PicturePrint | null> => {
  const found = await findPortrait(bytes, detector);
  return found.ok ? printOf(found.portrait, detector) : null;
};

type Pair = readonly [PicturePrint | null, PicturePrint | null];

const isFound = (stored: PicturePrint, sent: PicturePrint): boolean =>
  [sent.plain, sent.mirrored].some((face) => {
    const probes = face === null ? [] : probesOf(face.hash, FLIPS);
    return bandsOf(stored.plain.hash.hex).some((value, band) => probes[band]?.includes(value) === true);
  });

const report = (name: string, pairs: readonly Pair[]): void => {
  const both = pairs.flatMap(([one, other]) => (one === null || other === null ? [] : [{ one, other }]));
  const all = both.map(({ one, other }) => ({
    difference: Math.min(
      ...[other.plain, other.mirrored].map((face) =>
        face === null ? 9 : (differenceOf(one.plain.square, face.square) ?? 9),
      ),
    ),
    isFound: isFound(one, other),
  }));
  const sorted = all.map(({ difference }) => difference).toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(3);
  const refused = all.filter((pair) => pair.isFound && pair.difference <= COPY.maxDifference).length;
  console.info(
    `${name.padEnd(28)} ${String(all.length).padStart(4)} pairs  least ${at(0)}  5 % ${at(0.05)}  half ${at(0.5)}  ` +
      `95 % ${at(0.95)}  most ${at(1)}  refused ${refused}`,
  );
};

type Alter = (picture: Uint8Array, width: number, height: number) => Promise<Uint8Array>;

const cut =
  (left: number, top: number, width: number, height: number): Alter =>
  (picture, w, h) =>
    sharp(picture)
      .extract({
        left: Math.round(left * w),
        top: Math.round(top * h),
        width: Math.round(width * w),
        height: Math.round(height * h),
      })
      .jpeg({ quality: 80 })
      .toBuffer();

const ALTERED: Readonly<Record<string, Alter>> = {
  'JPEG quality 40': (picture) => sharp(picture).jpeg({ quality: 40 }).toBuffer(),
  'half the size': (picture, w, h) =>
    sharp(picture)
      .resize(w >> 1, h >> 1)
      .jpeg({ quality: 60 })
      .toBuffer(),
  'mirrored': (picture) => sharp(picture).flop().jpeg({ quality: 80 }).toBuffer(),
  'cropped by 5 %': cut(0.03, 0.02, 0.95, 0.95),
  'cropped by 10 %': cut(0.08, 0.03, 0.88, 0.9),
  'cropped and mirrored': async (picture, w, h) =>
    sharp(await cut(0.02, 0.08, 0.9, 0.9)(picture, w, h))
      .flop()
      .jpeg()
      .toBuffer(),
  'brighter': (picture) => sharp(picture).modulate({ brightness: 1.15 }).gamma(1.3).jpeg({ quality: 80 }).toBuffer(),
  'turned by 2 degrees': (picture) => sharp(picture).rotate(2).jpeg({ quality: 80 }).toBuffer(),
};

const names = readdirSync(dirname(clipFile('any')))
  .filter((file) => file.endsWith('.mjpeg') && !file.includes('spoof'))
  .map((file) => file.replace('.mjpeg', ''));
const copies: Record<string, Pair[]> = {};
const moments: Record<string, Pair[]> = {
  'a third of a second apart': [],
  '1 to 3 s apart': [],
  '3 s apart and more': [],
};
const people: (PicturePrint | null)[] = [];
for (const name of spread(names, Number(values.clips))) {
  const frames = (await readClip(name)) ?? [];
  const prints = new Map<number, PicturePrint | null>();
  for (let index = 0; index < frames.length; index += index === 0 ? 10 : 20) {
    prints.set(index, await look(frames[index] ?? new Uint8Array()));
  }
  const source = frames[20];
  if (source !== undefined) {
    const { width, height } = await sharp(source).metadata();
    people.push(prints.get(20) ?? null);
    for (const [how, alter] of Object.entries(ALTERED)) {
      (copies[how] ??= []).push([prints.get(20) ?? null, await look(await alter(source, width, height))]);
    }
  }
  for (const [one, first] of prints) {
    for (const [other, second] of prints) {
      const apart = (other - one) / RATE;
      if (apart > 0 && apart < 0.4) {
        moments['a third of a second apart']?.push([first, second]);
      } else if (apart >= 1) {
        moments[apart < 3 ? '1 to 3 s apart' : '3 s apart and more']?.push([first, second]);
      }
    }
  }
}
for (const [how, pairs] of [...Object.entries(copies), ...Object.entries(moments)]) {
  report(how, spread(pairs, 100));
}
report(
  'other people',
  people.flatMap((one, index) => people.slice(0, index).map((other): Pair => [one, other])),
);

const frames = spread(
  realFrames().filter(({ label }) => label === 'live'),
  Number(values.frames),
);
const crowds = await Promise.all(frames.map(async (frame) => findPortrait(await readFrame(frame), detector)));
const seen = crowds.filter((found) => found.ok);
console.info(
  `several faces in ${seen.filter((found) => found.portrait.rivals > 0).length} of ${seen.length} live frames of one person`,
);
detector.dispose();
