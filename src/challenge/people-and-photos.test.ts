/** The real mesh and all recognisers, on people who move and on pictures that are moved. Slow. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareNet } from '../../scripts/prepared-nets.ts';
import { clipFile, HAS_PORTRAITS, readClip, readPortraits } from '../../testkit/recordings.ts';
import { createHandMotion, GESTURES, STILL_S } from '../../testkit/render/hand-motion.ts';
import { photograph, type Picture } from '../../testkit/render/held-photo.ts';
import { drawMoment, paintBackground, poseOf, REST_S, TAKES_S, type Movement } from '../../testkit/render/movement.ts';
import { createDetector, useWasmInNode } from '../../training/data/detector.ts';
import { decodeImage } from '../../training/data/folder.ts';
import { CHALLENGES, type ChallengeName } from '../contract/challenge.ts';
import { geometryOf } from '../vision/geometry.ts';
import { locateLandmarks, type Landmarks } from '../vision/landmarks/landmarks.ts';
import type { BlazeFace } from '../vision/blazeface/blazeface.ts';
import { createMeshNet, type MeshNet } from '../vision/landmarks/mesh-net.ts';
import type { Pixels } from '../vision/types.ts';
import { createChallengeWatch } from './watch.ts';

const HAS_CLIPS = existsSync(clipFile('motion-d3'));
const NO_CLIPS = 'no clips of people who move (set LIFESIGN_DATA)';

/** Takes most of a minute, many minutes on a busy machine: more than a thousand frames through detector and mesh. */
const TIMEOUT_MS = 1_800_000;

let detector: BlazeFace;
let net: MeshNet;

beforeAll(async () => {
  await useWasmInNode();
  detector = await createDetector();
  net = await createMeshNet(await prepareNet('face-mesh'));
});

const landmarksOf = async (pixels: Pixels): Promise<Landmarks | null> => {
  const [face] = await detector.detect(pixels, 0.5);
  return face === undefined ? null : locateLandmarks(net, pixels, geometryOf(face));
};

interface Watched {
  /** Frames of each challenge that was seen done. */
  readonly done: ReadonlyMap<ChallengeName, number>;
  /** Whether the face at rest was learnt; without it no challenge can be detected. */
  readonly isLearnt: boolean;
}

/** Every challenge is due from the first frame on, as if each were the only one. */
const watchAll = (series: readonly (Landmarks | null)[], fps: number): Watched => {
  const done = new Map<ChallengeName, number>();
  let isLearnt = false;
  for (const due of CHALLENGES) {
    const watch = createChallengeWatch();
    for (const [index, landmarks] of series.entries()) {
      const { stage } = watch.read({ at: (index * 1000) / fps, due, landmarks, isSteady: true });
      isLearnt ||= stage !== 'learning' && stage !== 'lost';
      if (stage === 'done' && !done.has(due)) {
        done.set(due, index);
      }
    }
  }
  return { done, isLearnt };
};

describe('a drawn person', () => {
  const FPS = 12;
  /** Frames after the movement: it counts once the face is back at rest. */
  const AFTER_S = 0.3;
  const SEEDS = [0, 5];
  /** The rest before each movement is the same, so it is drawn and analysed once for each person. */
  const resting = new Map<string, Promise<Landmarks | null>>();
  let background: Buffer;

  beforeAll(async () => {
    background = await paintBackground(3);
  });

  const see = (movement: Movement, seed: number, seconds: number): Promise<Landmarks | null> => {
    const look = async (): Promise<Landmarks | null> =>
      landmarksOf(await drawMoment(background, seed, poseOf(movement, seconds)));
    if (seconds > REST_S) {
      return look();
    }
    const key = `${seed} ${seconds}`;
    const seen = resting.get(key) ?? look();
    resting.set(key, seen);
    return seen;
  };

  it.each<[Movement, ChallengeName | null]>([
    ['still', null],
    ['blink', 'BLINK'],
    ['turn-left', 'TURN_LEFT'],
    ['turn-right', 'TURN_RIGHT'],
    ['nod', 'NOD'],
  ])(
    'with the movement %s passes that challenge and no other',
    async (movement, expected) => {
      const frames = (REST_S + TAKES_S[movement] + AFTER_S) * FPS;
      for (const seed of SEEDS) {
        const series: (Landmarks | null)[] = [];
        for (let frame = 0; frame < frames; frame += 1) {
          series.push(await see(movement, seed, frame / FPS));
        }
        const { done, isLearnt } = watchAll(series, FPS);
        expect(isLearnt).toBe(true);
        expect([...done.keys()], `person ${seed}`).toEqual(expected === null ? [] : [expected]);
      }
    },
    TIMEOUT_MS,
  );
});

/** Every second frame, as on a slower phone. */
const everyOtherOf = async (file: string): Promise<readonly (Landmarks | null)[]> => {
  const pictures = (await readClip(file)) ?? [];
  const series: (Landmarks | null)[] = [];
  for (const jpeg of pictures.filter((_jpeg, index) => index % 2 === 0)) {
    series.push(await landmarksOf(await decodeImage(jpeg)));
  }
  return series;
};

describe.skipIf(!HAS_CLIPS)(`recorded people${HAS_CLIPS ? '' : `: ${NO_CLIPS}`}`, () => {
  /** Half the frame rate of the recordings. */
  const FPS = 15;

  it.each<[string, readonly ChallengeName[]]>([
    // Blinks, screws up her eyes, turns to her left.
    ['motion-d3', ['BLINK', 'TURN_LEFT']],
    // Blinks twice, turns by 8 degrees only.
    ['motion-d9', ['BLINK']],
    // Talks with wide-open eyes; the mouth becomes as wide as in a smile.
    ['motion-d10', ['SMILE']],
    // Talks and blinks.
    ['motion-d13', ['BLINK']],
    // Looks to her right, ahead, and far to her left.
    ['s09-live', ['TURN_LEFT']],
  ])(
    'who blink and turn pass those challenges: %s',
    async (name, expected) => {
      const { done } = watchAll(await everyOtherOf(name), FPS);
      expect([...done.keys()]).toEqual(expected);
    },
    TIMEOUT_MS,
  );
});

/** Photos of people where LIFESIGN_DATA has some, and of drawn ones. */
const papers = async (): Promise<readonly Picture[]> => {
  const background = await paintBackground(1);
  const drawn = await Promise.all(
    [0, 1, 3, 4, 5].map((seed) => drawMoment(background, seed, { yaw: 0, pitch: 0, eyesOpen: 1 })),
  );
  const portraits = HAS_PORTRAITS ? await readPortraits(25, 10) : [];
  const photos = await Promise.all(portraits.map((portrait) => decodeImage(portrait)));
  return [...photos.flatMap((photo, index) => [photo, drawn[index % drawn.length] ?? photo]), ...drawn];
};

describe('a picture moved by hand', () => {
  const TRIES = 50;
  const FPS = 8;
  /** A second at rest, in which the face is learnt, and time for the slowest movement there and back. */
  const FRAMES = (STILL_S + 1.25) * FPS;
  const [WIDTH, HEIGHT] = [360, 270];

  it(
    `passes no challenge in ${TRIES} tries`,
    async () => {
      const all = await papers();
      const passes: string[] = [];
      let learnt = 0;
      for (let index = 0; index < TRIES; index += 1) {
        const gesture = GESTURES[index % GESTURES.length] ?? 'all';
        const paper = all[index % all.length];
        if (paper === undefined) {
          throw new Error('no picture to move');
        }
        const hold = createHandMotion(gesture, index);
        const series: (Landmarks | null)[] = [];
        for (let frame = 0; frame < FRAMES; frame += 1) {
          series.push(await landmarksOf(photograph(paper, hold(frame / FPS), WIDTH, HEIGHT)));
        }
        const { done, isLearnt } = watchAll(series, FPS);
        learnt += isLearnt ? 1 : 0;
        passes.push(...[...done].map(([name, frame]) => `try ${index}, ${gesture}: ${name} at frame ${frame}`));
      }
      expect(passes).toEqual([]);
      // A picture whose face is never learnt would pass no challenge either, which would prove nothing.
      expect(learnt).toBeGreaterThan(TRIES / 2);
    },
    TIMEOUT_MS,
  );
});
