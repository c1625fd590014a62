import { describe, expect, it } from 'vitest';
import type { ChallengeName } from '../contract/challenge.ts';
import type { Landmarks } from '../vision/landmarks/landmarks.ts';
import { AXES, LIDS, RIGID } from './face-points.ts';
import { createChallengeWatch } from './watch.ts';

/** A flat face of a few points whose eyes can close: enough for a blink. */
const face = (open = 1, x = 300): Landmarks => {
  const landmarks = new Float32Array(468 * 3);
  const place = (index: number, dx: number, dy: number): void => landmarks.set([x + dx, 200 + dy, 0], index * 3);
  for (let index = 0; index < 468; index += 1) {
    place(index, 40 * Math.cos(index), 40 * Math.sin(index * 1.3));
  }
  for (const [order, index] of RIGID.entries()) {
    place(index, 60 * Math.cos(order * 2.4), 30 + 60 * Math.sin(order * 1.7));
  }
  place(33, -50, 0);
  place(263, 50, 0);
  for (const [side, dx] of [
    ['right', -34],
    ['left', 34],
  ] as const) {
    for (const [upper, lower] of LIDS[side]) {
      place(upper, dx, -6 * open);
      place(lower, dx, 6 * open);
    }
  }
  for (const index of [...AXES.right, ...AXES.left]) {
    place(index, AXES.left.some((other) => other === index) ? 70 : -70, 10);
  }
  for (const index of [...AXES.top, ...AXES.chin]) {
    place(index, 0, AXES.chin.some((other) => other === index) ? 110 : -50);
  }
  return landmarks;
};

const createRun = (fps = 20) => {
  const watch = createChallengeWatch();
  let at = 1000;
  const show = (count: number, landmarks: Landmarks | null, due: ChallengeName = 'BLINK', isSteady = true): string => {
    let stage = '';
    for (let frame = 0; frame < count; frame += 1) {
      at += 1000 / fps;
      ({ stage } = watch.read({ at, due, landmarks, isSteady }));
    }
    return stage;
  };
  const pass = (ms: number): void => {
    at += ms;
  };
  return { watch, show, pass };
};

describe('the watch', () => {
  it('learns the face at rest, then sees the movement', () => {
    const { show } = createRun();
    expect(show(6, face())).toBe('learning');
    expect(show(6, face())).toBe('waiting');
    expect(show(4, face(0.4))).toBe('waiting');
    expect(show(1, face())).toBe('done');
  });

  it('learns from steady frames only', () => {
    const { show } = createRun();
    expect(show(30, face(), 'BLINK', false)).toBe('learning');
    expect(show(12, face())).toBe('waiting');
  });

  describe.each([10, 15, 24, 30])('at %i frames a second', (fps) => {
    /** Milliseconds until a face is learnt whose skin moves at this speed; null after two seconds. */
    const learntAfter = (radiansPerSecond: number): number | null => {
      const { show } = createRun(fps);
      for (let frame = 0; frame <= 2 * fps; frame += 1) {
        const phase = (frame / fps) * radiansPerSecond;
        const moving = face().map((value, index) => value + (index % 3 < 2 ? 9 * Math.sin(index + phase) : 0));
        if (show(1, moving) === 'waiting') {
          return (frame * 1000) / fps;
        }
      }
      return null;
    };

    it('a face at rest is learnt in the same time', () => {
      expect(learntAfter(0)).toBeGreaterThanOrEqual(250);
      expect(learntAfter(0)).toBeLessThanOrEqual(400);
      expect(learntAfter(1)).toBeLessThanOrEqual(400);
    });

    it('a face that moves at that speed is not', () => {
      expect(learntAfter(5)).toBeNull();
    });
  });

  it('does not learn a face that changes all the time', () => {
    const { show } = createRun();
    for (let round = 0; round < 20; round += 1) {
      const distorted = face().map((value, index) => value + (index % 3 < 2 ? 9 * Math.sin(index + 40 * round) : 0));
      expect(show(1, distorted)).toBe('learning');
    }
  });

  it('does not learn from a blink', () => {
    const { show } = createRun();
    show(3, face());
    show(1, face(0.3));
    show(8, face());
    show(4, face(0.4));
    expect(show(1, face())).toBe('done');
  });

  it('counts a movement for the challenge that was due when it was made', () => {
    const { show } = createRun();
    show(14, face(), 'NOD');
    show(4, face(0.4), 'NOD');
    expect(show(8, face(), 'BLINK')).toBe('waiting');
    show(4, face(0.4), 'BLINK');
    expect(show(1, face(), 'BLINK')).toBe('done');
  });

  it('reports a long-missing face as lost once, then learns again', () => {
    const { show } = createRun();
    show(14, face());
    expect(show(10, null)).toBe('waiting');
    expect(show(5, null)).toBe('lost');
    expect(show(1, face())).toBe('learning');
  });

  it('notices a gap between frames as well', () => {
    const { show, pass } = createRun();
    show(14, face());
    pass(900);
    expect(show(1, face())).toBe('lost');
  });

  it('forgets the face on request', () => {
    const { watch, show } = createRun();
    show(14, face());
    watch.reset();
    expect(show(1, face())).toBe('learning');
  });
});
