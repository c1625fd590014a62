/**
 * Injected streams made from recordings of people: still pictures and loops. A data folder of
 * presentation attacks has none of them, so the signals for them could not be measured otherwise.
 */
import { createRandom } from '../common/random.ts';
import type { Clip } from './clips.ts';
import { slidingWindows, type SignalWindow, type TimedSample } from './windows.ts';

export interface Injection {
  readonly name: string;
  /** Keeps the clock of the recording. */
  readonly make: (samples: readonly TimedSample[]) => readonly TimedSample[];
}

/** Amplitude of the noise in grey levels that a virtual camera would add to hide a repetition. */
const NOISE = 3;

export const INJECTIONS: readonly Injection[] = [
  { name: 'one picture', make: (samples) => replay(samples, () => 0) },
  { name: 'one picture under new noise', make: (samples) => withNoise(replay(samples, () => 0)) },
  { name: 'loop of half a second', make: (samples) => replay(samples, around(0.5)) },
  { name: 'half a second to and fro', make: (samples) => replay(samples, toAndFro(0.5)) },
  { name: 'loop of half a second under new noise', make: (samples) => withNoise(replay(samples, around(0.5))) },
];

/** Windows of each injection into each recording of a person; a clip too short for two rounds is left out. */
export const injectedWindows = (
  clips: readonly Clip[],
): readonly { readonly name: string; readonly windows: readonly SignalWindow[] }[] =>
  INJECTIONS.map(({ name, make }) => ({
    name,
    windows: clips
      .filter(({ isLive, samples }) => isLive && lengthOf(samples) >= 1)
      .flatMap(({ source, samples }) =>
        slidingWindows(make(samples)).map((verdict) => ({ source, isLive: false, verdict })),
      ),
  }));

const lengthOf = (samples: readonly TimedSample[]): number => (samples.at(-1)?.time ?? 0) - (samples[0]?.time ?? 0);

/** Tolerance for rounding of a frame's time, seconds. */
const ROUNDING = 1e-6;

/** @param placeOf seconds since the start to seconds since the start. */
const replay = (samples: readonly TimedSample[], placeOf: (seconds: number) => number): readonly TimedSample[] => {
  const start = samples[0]?.time ?? 0;
  return samples.map(({ time, sample }) => {
    const place = start + placeOf(time - start) + ROUNDING;
    return { time, sample: samples.findLast((other) => other.time <= place)?.sample ?? sample };
  });
};

const around =
  (length: number) =>
  (seconds: number): number =>
    seconds % length;

const toAndFro =
  (length: number) =>
  (seconds: number): number =>
    length - Math.abs((seconds % (2 * length)) - length);

const withNoise = (samples: readonly TimedSample[]): readonly TimedSample[] => {
  const random = createRandom(1);
  return samples.map(({ time, sample }) => ({
    time,
    sample: {
      ...sample,
      thumbnail: sample.thumbnail.map((value) =>
        Math.min(255, Math.max(0, Math.round(value + NOISE * (2 * random() - 1)))),
      ),
    },
  }));
};
