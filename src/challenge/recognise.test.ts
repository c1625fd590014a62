/** Each recogniser on synthetic series: movements, and series that look almost like them. */
import { describe, expect, it } from 'vitest';
import type { ChallengeName } from '../contract/challenge.ts';
import type { Measures } from './measures.ts';
import { RECOGNISERS } from './watch.ts';

const REST: Measures = {
  at: 0,
  yaw: 0,
  pitch: 0,
  noseAcross: 0,
  noseDown: 0,
  aspect: 1,
  rightEye: 1,
  leftEye: 1,
  mouthWidth: 1,
  cornerLift: 0,
};

type Part = readonly [ms: number, look: Partial<Measures>];

/** Frame rates from slow phones to the full rate of cameras. */
const FRAME_RATES = [10, 15, 24, 30];

/** Milliseconds too short for a second frame. */
const ONE_FRAME = 1;

/** Measures one after the other, each for its milliseconds. */
const series = (fps: number, ...parts: readonly Part[]): readonly Measures[] => {
  const frames: Measures[] = [];
  let until = 0;
  for (const [ms, look] of parts) {
    until = Math.max(until, (frames.length * 1000) / fps) + ms;
    while ((frames.length * 1000) / fps < until) {
      frames.push({ ...REST, ...look, at: (frames.length * 1000) / fps });
    }
  }
  return frames;
};

const rest: Part = [500, {}];
const shut = { rightEye: 0.5, leftEye: 0.55 };
const left = { yaw: 25, noseAcross: 0.13, aspect: 0.94 };
const right = { yaw: -25, noseAcross: -0.13, aspect: 0.94 };
const down = { pitch: -16, noseDown: 0.1, aspect: 1.04 };
const up = { pitch: 16, noseDown: -0.1, aspect: 1.04 };
const smile = { mouthWidth: 1.3, cornerLift: 0.08 };

const stages = (name: ChallengeName, cases: readonly (readonly [string, readonly Part[], string])[]): void => {
  describe.each(FRAME_RATES)(`${name} at %i frames a second`, (fps) => {
    it.each(cases)('%s', (_what, parts, stage) => {
      expect(RECOGNISERS[name](series(fps, ...parts))).toBe(stage);
    });
  });
};

stages('BLINK', [
  ['both eyes shut and open', [rest, [200, shut], rest], 'done'],
  ['a slow blink on request', [rest, [700, shut], rest], 'done'],
  [
    'narrow eyes blink too',
    [
      [500, { rightEye: 0.8, leftEye: 0.8 }],
      [200, shut],
      [300, { rightEye: 0.8, leftEye: 0.8 }],
    ],
    'done',
  ],
  ['nothing', [rest, rest], 'waiting'],
  ['eyes that stay shut', [rest, [800, shut]], 'waiting'],
  ['eyes shut for too long', [rest, [1500, shut], rest], 'waiting'],
  ['a wink', [rest, [200, { ...shut, leftEye: 1 }], rest], 'waiting'],
  ['half a blink', [rest, [200, { rightEye: 0.78, leftEye: 0.78 }], rest], 'waiting'],
  ['one frame of shut eyes', [rest, [ONE_FRAME, shut], rest], 'waiting'],
  ['a picture that is tilted until its eyes look shut', [rest, [200, { ...shut, pitch: -14 }], rest], 'waiting'],
  ['eyes that open only', [[400, shut], rest], 'waiting'],
]);

stages('SMILE', [
  ['wide, risen, relaxed', [rest, [400, smile], rest], 'done'],
  ['a smile that stays', [rest, [900, smile]], 'begun'],
  [
    'a smile from the start',
    [
      [900, smile],
      [300, {}],
    ],
    'waiting',
  ],
  ['a short twitch', [rest, [150, smile], rest], 'waiting'],
  ['wide without rising, as in talk', [rest, [600, { mouthWidth: 1.3, cornerLift: 0.01 }], rest], 'waiting'],
  ['a tilted picture', [rest, [600, { mouthWidth: 1.13, cornerLift: 0.054, pitch: -14 }], rest], 'waiting'],
  ['a smile with the head thrown back', [rest, [600, { ...smile, pitch: 14 }], rest], 'waiting'],
]);

stages('TURN_LEFT', [
  ['to the left', [rest, [300, left]], 'done'],
  ['to the right', [rest, [300, right]], 'other-way'],
  ['to the right, back, to the left', [rest, [300, right], rest, [300, left]], 'done'],
  ['to the right and back', [rest, [300, right], rest], 'waiting'],
  ['turned already', [[600, left]], 'turned-away'],
  ['turned already, back, and again', [[300, left], rest, [300, left]], 'done'],
  ['one frame', [rest, [ONE_FRAME, left], rest], 'waiting'],
  ['a small turn', [rest, [600, { ...left, yaw: 11, noseAcross: 0.05 }]], 'waiting'],
  ['a photo turned by 40 degrees', [rest, [600, { yaw: 11, noseAcross: 0.048, aspect: 0.84 }]], 'waiting'],
  [
    'a face that gets narrow, and whose nose hardly moves',
    [rest, [600, { yaw: 20, noseAcross: 0.07, aspect: 0.75 }]],
    'waiting',
  ],
  ['a yaw without a nose', [rest, [600, { yaw: 25 }]], 'waiting'],
  ['learnt while turned: the face gets wider first', [rest, [200, { aspect: 1.3 }], [300, left]], 'waiting'],
]);

stages('TURN_RIGHT', [
  ['to the right', [rest, [300, right]], 'done'],
  ['to the left', [rest, [300, left]], 'other-way'],
]);

stages('NOD', [
  ['down and back', [rest, [300, down], rest], 'done'],
  ['up and back', [rest, [300, up], rest], 'done'],
  ['down', [rest, [300, down]], 'begun'],
  ['down from the start', [[600, down]], 'turned-away'],
  ['small', [rest, [300, { ...down, pitch: -8, noseDown: 0.04 }], rest], 'waiting'],
  ['a shake of the head', [rest, [300, left], [300, right], rest], 'waiting'],
  ['a turn that also looks down', [rest, [300, { ...down, yaw: -8, noseAcross: -0.044 }], rest], 'waiting'],
  ['a photo that is tilted', [rest, [300, { pitch: -14, noseDown: 0.044, aspect: 1.22 }], rest], 'waiting'],
  ['learnt while tilted: the face gets taller first', [rest, [200, { aspect: 0.8 }], [300, down], rest], 'waiting'],
]);

it('sees nothing in an empty series', () => {
  expect(Object.values(RECOGNISERS).map((recognise) => recognise([]))).not.toContain('done');
});
