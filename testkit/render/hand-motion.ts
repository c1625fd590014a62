/**
 * Movements of a picture held in front of a camera to imitate a living person: shift, move nearer, turn
 * and tilt back and forth, bend around an axis; always with the tremor of hands.
 */
import type { Hold } from './held-photo.ts';
import { createRandom, type Random } from './random.ts';

export const GESTURES = [
  'shift',
  'zoom',
  'turn',
  'tilt',
  'roll',
  'bend-upright',
  'bend-level',
  /** Held at an angle from the start and moved to the other side: twice the distance. */
  'turn-across',
  'tilt-across',
  'all',
] as const;
export type Gesture = (typeof GESTURES)[number];

/** Seconds of rest at the start, in which the check learns the face. */
export const STILL_S = 0.5;

/** @returns the hold at a time in seconds. The same seed gives the same movement. */
export const createHandMotion = (gesture: Gesture, seed: number): ((seconds: number) => Hold) => {
  const random = createRandom(seed * 6_151 + 29);
  const tremble = Array.from({ length: 6 }, () => createTremble(random));
  const is = (...names: readonly Gesture[]): boolean => gesture === 'all' || names.includes(gesture);
  const period = random.between(1.1, 2.4);
  const lean = random.pick([-1, 1]);
  const reach = {
    x: is('shift') ? random.between(0.05, 0.2) : 0,
    y: is('shift') ? random.between(0.03, 0.12) : 0,
    zoom: is('zoom') ? random.between(0.15, 0.4) : 0,
    turn: is('turn', 'turn-across', 'bend-upright') ? random.between(0.35, 0.85) : 0,
    tilt: is('tilt', 'tilt-across', 'bend-level') ? random.between(0.35, 0.8) : 0,
    roll: is('roll') ? random.between(0.1, 0.35) : 0,
    bend: is('bend-upright', 'bend-level') ? random.between(0.3, 0.9) : 0,
  };
  const bendAxis = gesture === 'bend-level' || (gesture === 'all' && random.next() < 0.5) ? 'level' : 'upright';
  // Paper that is bent from the start, or bent during the movement.
  const isBentFirst = random.next() < 0.5;
  const distance = random.between(0.95, 1.15);

  const isAcross = gesture === 'turn-across' || gesture === 'tilt-across';

  return (seconds) => {
    const moving = Math.max(0, seconds - STILL_S);
    const wave = (offset: number): number =>
      Math.sin(2 * Math.PI * (moving / period + offset)) - Math.sin(2 * Math.PI * offset);
    const swing =
      lean * (isAcross ? -Math.cos((2 * Math.PI * moving) / period) : Math.sin((2 * Math.PI * moving) / period));
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = tremble.map((value) => value(seconds));
    return {
      x: 0.006 * a + reach.x * swing,
      y: 0.006 * b + reach.y * wave(0.1),
      distance: distance * (1 + 0.006 * c - reach.zoom * Math.sin((Math.PI * moving) / period) ** 2),
      turn: 0.015 * d + reach.turn * swing,
      tilt: 0.015 * e + (gesture === 'all' ? 0.6 : 1) * reach.tilt * swing,
      roll: 0.01 * f + reach.roll * swing,
      bend: reach.bend * (isBentFirst ? 1 : Math.sin((Math.PI * moving) / period) ** 2),
      bendAxis,
    };
  };
};

/** A few slow and a few quick swings, about -1..1. */
const createTremble = (random: Random): ((seconds: number) => number) => {
  const parts = [random.between(0.3, 0.8), random.between(1, 2.5), random.between(6, 9)].map((hertz, index) => ({
    hertz,
    offset: random.next(),
    size: [0.6, 0.3, 0.1][index] ?? 0,
  }));
  return (seconds) =>
    parts.reduce((sum, { hertz, offset, size }) => sum + size * Math.sin(2 * Math.PI * (hertz * seconds + offset)), 0);
};
