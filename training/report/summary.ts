/** The result of an evaluation as plain data: written by `--json`, and shown by tables and page. */
import type { Issue } from '../../src/vision/types.ts';
import type { Detections } from '../data/detections.ts';
import type { DataRecord } from '../data/folder.ts';
import type { ManifestProblem } from '../data/manifest.ts';
import type { Failure } from '../data/observe.ts';
import { errorCurve, pointAtBpcer, sortByScore } from '../evaluate/error-curve.ts';
import { rateIntervals, RESAMPLES, sourcesOf, type RateIntervals } from '../evaluate/intervals.ts';
import {
  measurePresentations,
  traitBins,
  type Bin,
  type Measured,
  type TraitName,
  type Worst,
} from '../evaluate/operating.ts';
import type { Both, Frame, Presentation, Presentations, Thresholds } from '../evaluate/presentations.ts';
import type { ProbeRow } from '../evaluate/probes.ts';
import { selfCheck, type SelfCheck } from '../evaluate/self-check.ts';
import type { NetIdentity } from '../evaluate/shipped.ts';

export interface WithInterval extends Measured {
  /** 95 %, sources drawn again with replacement. */
  readonly interval: RateIntervals;
}

export interface WorstOf {
  /** Among the sources that have both classes. */
  readonly auc: Worst | null;
  readonly apcer: Worst | null;
  readonly bpcer: Worst | null;
}

/** APCER of one instrument, at the gateway's threshold and at the one that gives a BPCER of 5 % over all. */
export interface AttackRates {
  readonly frame: number | null;
  readonly window: number | null;
  readonly frameAtBpcer5: number | null;
  readonly windowAtBpcer5: number | null;
  readonly frames: number;
  readonly windows: number;
}

/** Pictures of a class that the product would not count as single frames. */
export interface NonResponse {
  /** Those that can be read. */
  readonly pictures: number;
  /** No face and no box: they have no score here either. */
  readonly withoutScore: number;
  /** Why the product would not count them, the first reason of each. */
  readonly reasons: Readonly<Partial<Record<Issue, number>>>;
  /** APNRR for attacks, BPNRR for bona fide presentations. */
  readonly rate: number | null;
}

/** Figures of one scorer. */
export interface Figures extends Both<WithInterval> {
  /** Without the pictures that have no time and are windows by themselves. */
  readonly timedWindow: WithInterval;
  /** Those that the product decides on: at least a second and five frames long. */
  readonly fullWindow: WithInterval;
  readonly sources: Readonly<Record<string, Both<Measured>>>;
}

/** The same pictures scored by a gateway with experts; the device's thresholds apply to our net alone. */
export interface JointFigures extends Figures {
  readonly names: readonly string[];
}

export interface Summary extends Figures {
  readonly model: NetIdentity;
  readonly split: string;
  readonly threshold: number;
  readonly thresholds: Thresholds;
  readonly resamples: number;
  readonly worst: Both<WorstOf>;
  /** Grouped by the data folder's tags. */
  readonly attacks: Readonly<Record<string, AttackRates>>;
  readonly traits: Both<Readonly<Record<TraitName, readonly Bin[]>>>;
  readonly nonResponse: { readonly live: NonResponse; readonly spoof: NonResponse };
  readonly selfCheck: SelfCheck;
  /** Null: not requested. */
  readonly probes: readonly ProbeRow[] | null;
  /** Null: none named. */
  readonly experts: JointFigures | null;
  /** Pictures that could not be read. */
  readonly unreadable: readonly string[];
  readonly failures: readonly Failure[];
  readonly problems: readonly ManifestProblem[];
}

export interface Evaluated {
  readonly records: readonly DataRecord[];
  readonly detections: Detections;
  readonly frames: readonly Frame[];
  readonly thresholds: Thresholds;
  readonly split: string;
  readonly model: NetIdentity;
  readonly problems: readonly ManifestProblem[];
  readonly probes: readonly ProbeRow[] | null;
  readonly experts: { readonly names: readonly string[]; readonly presentations: Presentations } | null;
}

export const summarise = (evaluated: Evaluated, presentations: Presentations): Summary => {
  const { records, detections, frames, thresholds, split, model, problems, probes, experts } = evaluated;
  const bar = thresholds.gateway.live;
  const figures = figuresOf(presentations, bar);
  const sources = Object.entries(figures.sources);
  const wanted = new Set(records.map(({ path }) => path));
  const failures = detections.failures.filter(({ path }) => wanted.has(path));
  return {
    model,
    split,
    threshold: bar,
    thresholds,
    resamples: RESAMPLES,
    ...figures,
    worst: { frame: worstOf(sources, 'frame'), window: worstOf(sources, 'window') },
    attacks: attackRates(presentations, bar),
    traits: { frame: traitBins(presentations.frame), window: traitBins(presentations.window) },
    nonResponse: {
      live: nonResponseOf(
        records.filter(({ label }) => label === 'live'),
        detections,
      ),
      spoof: nonResponseOf(
        records.filter(({ label }) => label === 'spoof'),
        detections,
      ),
    },
    selfCheck: selfCheck(frames, thresholds),
    probes,
    experts: experts === null ? null : { names: experts.names, ...figuresOf(experts.presentations, bar) },
    unreadable: failures.filter(({ problem }) => problem !== 'no-face').map(({ path }) => path),
    failures,
    problems,
  };
};

const figuresOf = ({ frame, window, timedWindow, fullWindow }: Presentations, bar: number): Figures => {
  const measured = (items: readonly Presentation[]): WithInterval => ({
    ...measurePresentations(items, bar),
    interval: rateIntervals(items, bar),
  });
  const of = (items: readonly Presentation[], source: string): Measured =>
    measurePresentations(
      items.filter((item) => item.source === source),
      bar,
    );
  return {
    frame: measured(frame),
    window: measured(window),
    timedWindow: measured(timedWindow),
    fullWindow: measured(fullWindow),
    sources: Object.fromEntries(
      sourcesOf(frame).map((source) => [source, { frame: of(frame, source), window: of(window, source) }]),
    ),
  };
};

const worstOf = (sources: readonly (readonly [string, Both<Measured>])[], by: keyof Both<unknown>): WorstOf => {
  const extreme = (name: 'auc' | 'apcer' | 'bpcer', sign: 1 | -1): Worst | null =>
    sources.reduce<Worst | null>((worst, [source, rates]) => {
      const value = rates[by][name];
      const isWorse = value !== null && (worst === null || sign * value > sign * worst.value);
      return isWorse ? { source, value } : worst;
    }, null);
  return { auc: extreme('auc', -1), apcer: extreme('apcer', 1), bpcer: extreme('bpcer', 1) };
};

const attackOf = ({ attack }: Presentation): string => attack ?? 'unknown';

const attackRates = ({ frame, window }: Presentations, bar: number): Summary['attacks'] => {
  const [frameBar, windowBar] = [barAtBpcer5(frame), barAtBpcer5(window)];
  const attacks = frame.filter(({ isLive }) => !isLive).map(attackOf);
  return Object.fromEntries(
    [...new Set(attacks)].toSorted().map((name) => {
      const frames = frame.filter((item) => !item.isLive && attackOf(item) === name);
      const windows = window.filter((item) => !item.isLive && attackOf(item) === name);
      const rates: AttackRates = {
        frame: passed(frames, bar),
        window: passed(windows, bar),
        frameAtBpcer5: passed(frames, frameBar),
        windowAtBpcer5: passed(windows, windowBar),
        frames: frames.length,
        windows: windows.length,
      };
      return [name, rates];
    }),
  );
};

const barAtBpcer5 = (items: readonly Presentation[]): number | null => {
  const curve = errorCurve(sortByScore(items));
  return curve === null ? null : pointAtBpcer(curve, 0.05).threshold;
};

const passed = (attacks: readonly Presentation[], limit: number | null): number | null =>
  limit === null || attacks.length === 0 ? null : attacks.filter(({ score }) => score >= limit).length / attacks.length;

const nonResponseOf = (records: readonly DataRecord[], { observations, failures }: Detections): NonResponse => {
  const withoutFace = new Set(failures.filter(({ problem }) => problem === 'no-face').map(({ path }) => path));
  const seen = records.flatMap(({ path }) => observations.get(path) ?? []);
  const withoutScore = records.filter(({ path }) => withoutFace.has(path)).length;
  const reasons: Partial<Record<Issue, number>> = withoutScore === 0 ? {} : { 'no-face': withoutScore };
  for (const { issues } of seen) {
    const [first] = issues;
    if (first !== undefined) {
      reasons[first] = (reasons[first] ?? 0) + 1;
    }
  }
  const pictures = seen.length + withoutScore;
  const refused = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return { pictures, withoutScore, reasons, rate: pictures === 0 ? null : refused / pictures };
};
