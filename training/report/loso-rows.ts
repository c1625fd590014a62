/** The tables of leave-one-source-out, for the terminal and for the page. Ranges are over seeds. */
import { TRAITS, type Bin, type Measured, type TraitName, type Worst } from '../evaluate/operating.ts';
import { POINTS, type Passes } from '../evaluate/presentations.ts';
import { KINDS, spreadOf, type Kind, type LosoReport, type Spread } from '../leave-out/measure.ts';
import type { SeedFigures } from '../leave-out/seed.ts';
import { area, between, percent } from './format.ts';
import { POINT_NAMES, TRAIT_TITLES, type Table } from './rows.ts';

const NAMES: Readonly<Record<Kind, string>> = {
  frame: 'frames',
  window: 'windows',
  timedWindow: 'windows, timed',
  fullWindow: 'windows, full',
  secondLook: 'with a second look',
};
/** Kinds that every source has; timed and full windows need times. */
const EVERYWHERE = ['frame', 'window'] as const satisfies readonly Kind[];

export const losoTables = (report: LosoReport): readonly Table[] => [
  overall(report),
  transferred(report),
  operating(report),
  ...EVERYWHERE.map((kind) => sources(report, kind)),
  byTrait(report, 'light'),
  byTrait(report, 'skin'),
  sweep(report),
];

export const losoNotes = ({ run, seeds, problems }: LosoReport): readonly string[] => [
  `Branches: ${run.branches.map(({ name, weight }) => `${name} ${weight}`).join(', ')}; calibration: ` +
    (run.calibration === undefined ? 'none' : `scale ${run.calibration.scale}, bias ${run.calibration.bias}`),
  ...seeds.map(
    ({ seed, missing, frame, window }) =>
      `Seed ${seed}: ${frame.pooled.live + frame.pooled.spoof} frames, ${window.pooled.live + window.pooled.spoof} windows; ` +
      `sources without held-out scores: ${missing.join(', ') || 'none'}`,
  ),
  ...problems,
];

const overall = (report: LosoReport): Table => ({
  title: 'Sources that the net has not seen',
  about:
    'AUC of single sources (those with both classes), and of all scores pooled. ' +
    `${report.seeds.length} seeds: mean (lowest to highest). Intervals: 95 %, sources resampled.`,
  rows: [
    ['', 'mean AUC', 'worst AUC', 'worst source', 'pooled AUC', 'EER', 'APCER at BPCER 1 %', '5 %', '10 %'],
    ...KINDS.flatMap((kind) => {
      const { meanAuc, meanAucInterval, worstAuc, worstSource, pooled, pooledInterval } = report[kind];
      const rates = ['eer', 'apcerAtBpcer1', 'apcerAtBpcer5', 'apcerAtBpcer10'] as const;
      return [
        [
          NAMES[kind],
          range(meanAuc, area),
          range(worstAuc, area),
          named(worstSource, area),
          range(pooled.auc, area),
          ...rates.map((rate) => range(pooled[rate], percent)),
        ],
        [
          '  interval',
          between(meanAucInterval, area),
          '',
          '',
          between(pooledInterval.auc, area),
          ...rates.map((rate) => between(pooledInterval[rate], percent)),
        ],
      ];
    }),
  ],
});

const transferred = (report: LosoReport): Table => ({
  title: 'Each source at a threshold from the others',
  about: 'Errors over all sources together, each decided at the threshold chosen on the other sources.',
  rows: [
    ['', 'APCER, others at BPCER 5 %', 'BPCER', 'APCER, others at EER', 'BPCER'],
    ...KINDS.map((kind) => {
      const { bpcer5, eer } = report[kind].transfer;
      return [NAMES[kind], ...[bpcer5.apcer, bpcer5.bpcer, eer.apcer, eer.bpcer].map((rate) => range(rate, percent))];
    }),
  ],
});

const operating = (report: LosoReport): Table => ({
  title: 'At the shipped thresholds',
  about:
    `Device: stop at or below ${report.thresholds.device.spoof}, live from ${report.thresholds.device.live}; ` +
    `gateway: live from ${report.thresholds.gateway.live}, ${report.thresholds.gateway.doubted} where the device was uncertain. ` +
    `Full: long enough for the product to decide on. Worst: the source whose bona fide presentations are refused most.`,
  rows: [
    ['', 'APCER', 'BPCER', 'worst BPCER'],
    ...KINDS.flatMap((kind) =>
      POINTS.map((point) => [
        `${NAMES[kind]}, ${POINT_NAMES[point]}`,
        range(
          overSeeds(report, kind, ({ pooled }) => pooled.operating[point].apcer),
          percent,
        ),
        range(
          overSeeds(report, kind, ({ pooled }) => pooled.operating[point].bpcer),
          percent,
        ),
        named(report[kind].worstBpcer[point], percent),
      ]),
    ),
  ],
});

const sources = (report: LosoReport, kind: Kind): Table => {
  const names = [...new Set(report.seeds.flatMap((seed) => Object.keys(seed[kind].sources)))].toSorted();
  const of = (name: string, get: (measured: Measured) => number | null): Spread | null =>
    overSeeds(report, kind, ({ sources: bySource }) => {
      const measured = bySource[name];
      return measured === undefined ? null : get(measured);
    });
  const refused = (name: string, point: keyof Passes): string =>
    range(
      of(name, (measured) => measured.operating[point].bpcer),
      percent,
    );
  const moved = (name: string, part: 'apcer' | 'bpcer'): string =>
    range(
      overSeeds(report, kind, ({ transfer }) => {
        const counts = transfer.bpcer5.sources[name];
        const [all, some] = part === 'apcer' ? [counts?.spoof, counts?.passed] : [counts?.live, counts?.refused];
        return all === undefined || some === undefined || all === 0 ? null : some / all;
      }),
      percent,
    );
  return {
    title: `Sources, ${NAMES[kind]}`,
    about:
      'Others: at the threshold that gives the other sources a BPCER of 5 %. Then bona fide presentations refused at the shipped thresholds.',
    rows: [
      [
        '',
        'live',
        'spoof',
        'AUC',
        'APCER, others',
        'BPCER, others',
        ...POINTS.map((point) => `BPCER ${POINT_NAMES[point]}`),
      ],
      ...names.map((name) => [
        name,
        ...(['live', 'spoof'] as const).map((label) => of(name, (measured) => measured[label])?.mean.toFixed(0) ?? '-'),
        range(
          of(name, ({ auc }) => auc),
          area,
        ),
        moved(name, 'apcer'),
        moved(name, 'bpcer'),
        ...POINTS.map((point) => refused(name, point)),
      ]),
    ],
  };
};

const byTrait = (report: LosoReport, trait: TraitName): Table => {
  const rate = (kind: Kind, index: number, get: (bin: Bin) => number | null): string =>
    range(
      overSeeds(report, kind, ({ traits }) => {
        const bin = traits[trait][index];
        return bin === undefined ? null : get(bin);
      }),
      percent,
    );
  return {
    ...TRAIT_TITLES[trait],
    rows: [
      ['', 'live', 'sources', 'attacks', ...POINTS.flatMap((point) => [`BPCER ${POINT_NAMES[point]}`, 'APCER'])],
      ...EVERYWHERE.flatMap((kind) =>
        TRAITS[trait].ranges.map(({ name }, index) => [
          `${name}, ${NAMES[kind]}`,
          ...(['live', 'sources', 'spoof'] as const).map(
            (field) =>
              overSeeds(report, kind, (seed) => seed.traits[trait][index]?.[field] ?? null)?.mean.toFixed(0) ?? '-',
          ),
          ...POINTS.flatMap((point) => [
            rate(kind, index, (bin) => bin.operating[point].bpcer),
            rate(kind, index, (bin) => bin.operating[point].apcer),
          ]),
        ]),
      ),
    ],
  };
};

const sweep = (report: LosoReport): Table => ({
  title: 'Errors at other thresholds',
  about: 'For choosing thresholds; by the scores of frames and of windows. Means over seeds.',
  rows: [
    ['threshold', ...KINDS.flatMap((kind) => [`${NAMES[kind]}: APCER`, 'BPCER', 'worst BPCER'])],
    ...(report.seeds[0]?.frame.sweep ?? []).map(({ threshold }, index) => [
      threshold.toFixed(2),
      ...KINDS.flatMap((kind) =>
        (['apcer', 'bpcer', 'worstBpcer'] as const).map((figure) =>
          percent(overSeeds(report, kind, (seed) => seed.sweep[index]?.[figure] ?? null)?.mean),
        ),
      ),
    ]),
  ],
});

const overSeeds = ({ seeds }: LosoReport, kind: Kind, get: (figures: SeedFigures) => number | null): Spread | null =>
  spreadOf(seeds.map((seed) => get(seed[kind])));

/** One number where the seeds are equal in all shown digits. */
const range = (spread: Spread | null, format: (value: number) => string): string => {
  if (spread === null) {
    return '-';
  }
  const [mean, low, high] = [spread.mean, spread.low, spread.high].map(format);
  return low === high ? (mean ?? '-') : `${mean} (${low} to ${high})`;
};

const named = (worst: Worst | null, format: (value: number) => string): string =>
  worst === null ? '-' : `${worst.source} ${format(worst.value)}`;
