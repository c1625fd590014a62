/** The camera streams of the end-to-end journeys. */
import type { SitterSpec, StreamSpec } from './render/stream.ts';

const LOOP = 90;

const sitting = (seed: number, place: Partial<SitterSpec> = {}): SitterSpec => ({
  seed,
  x: 320,
  y: 225,
  scale: 100,
  ...place,
});

const room = (name: string, seed: number, sitters: readonly SitterSpec[], light = 1): StreamSpec => ({
  name,
  room: seed,
  sitters,
  light,
  frames: LOOP,
});

export const STREAMS = {
  /** The default person; the others differ in skin, hair, glasses. */
  person: room('person', 1, [sitting(1)]),
  fair: room('fair', 0, [sitting(0)]),
  glasses: room('glasses', 2, [sitting(2)]),
  bun: room('bun', 3, [sitting(3)]),
  scarf: room('scarf', 4, [sitting(4)]),
  deep: room('deep', 5, [sitting(5)]),
  nobody: room('nobody', 1, []),
  two: room('two', 2, [sitting(1, { x: 195, scale: 82 }), sitting(3, { x: 455, scale: 82 })]),
  dark: room('dark', 1, [sitting(1)], 0.12),
  far: room('far', 3, [sitting(1, { scale: 34, y: 180 })]),
} as const satisfies Record<string, StreamSpec>;

export type StreamName = keyof typeof STREAMS;
