/** The tables of `signals.ts`. */
import { area, percent } from '../report/format.ts';
import type { Table } from '../report/rows.ts';
import type { Clip } from './clips.ts';
import { measureSignals, type Separation, type SignalFigures } from './measure.ts';
import { slidingWindows, type SignalWindow } from './windows.ts';

/**
 * @param windows description of the windows.
 * @param scores description of the net whose scores they have.
 */
export const signalTables = (figures: SignalFigures, windows: string, scores: string): readonly Table[] => [
  {
    title: `Each signal by itself, ${windows}`,
    about: `AUC on ${figures.live} bona fide and ${figures.spoof} attack windows; below 0.5 = higher in attacks.`,
    rows: [['', ...SEPARATION], ...figures.alone.map((row) => [row.name, ...separation(row)])],
  },
  {
    title: `With the net's score, ${windows}`,
    about: `Scores of ${scores}. Windows whose score is lowered, and those that reach the device's threshold of live.`,
    rows: [
      ['', ...SEPARATION, 'APCER at BPCER 5 %', 'lowered: bona fide', 'attack', 'live: bona fide', 'attack'],
      ...figures.together.map((row) => [
        row.name,
        ...separation(row),
        percent(row.apcerAtBpcer5),
        ...[row.lowered, row.passed].flatMap(({ live, spoof }) => [String(live), String(spoof)]),
      ]),
    ],
  },
];

const SEPARATION = ['all', 'mean of sources', 'worst source'] as const;

const separation = ({ pooled, mean, worst, worstSource }: Separation): readonly string[] => [
  area(pooled),
  area(mean),
  worstSource === null ? '-' : `${area(worst)} (${worstSource})`,
];

const SHOWN = ['scoreMean', 'together', 'faceSpeed', 'held', 'drift', 'returnShare', 'loopShare', 'trust'] as const;

export const clipTable = (clips: readonly Clip[]): Table => ({
  title: 'Clips',
  about: 'Lowest and highest value over the windows of 1.5 s; trust is the share of the score that is left.',
  rows: [
    ['', 'class', 'windows', ...SHOWN],
    ...clips.map(({ file, isLive, samples }) => {
      const windows = slidingWindows(samples);
      const between = (name: string): string => {
        const values = windows.map(({ signals }) => signals[name] ?? 0);
        return values.length === 0 ? '-' : `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
      };
      return [file, isLive ? 'bona fide' : 'attack', String(windows.length), ...SHOWN.map(between)];
    }),
  ],
});

export const injectedTable = (
  injected: readonly { readonly name: string; readonly windows: readonly SignalWindow[] }[],
): Table => ({
  title: 'Injected streams',
  about:
    "Made of the bona fide clips. Windows whose score is lowered, and those that reach the device's threshold of live.",
  rows: [
    ['', 'windows', 'lowered', 'live by the net alone', 'live by all'],
    ...injected.map(({ name, windows }) => {
      const { together } = measureSignals(windows);
      const [alone, all] = [together[0], together.at(-1)];
      const counts = [windows.length, all?.lowered.spoof ?? 0, alone?.passed.spoof ?? 0, all?.passed.spoof ?? 0];
      return [name, ...counts.map(String)];
    }),
  ],
});
