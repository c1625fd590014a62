/** How well signals separate bona fide windows from attacks: alone, and with the net's score. */
import { LIVENESS_THRESHOLDS } from '../../src/vision/liveness.ts';
import { NO_DRIFT } from '../../src/vision/stream-signals.ts';
import type { WindowVerdict } from '../../src/vision/types.ts';
import { weigh, WEIGHED, type Weighed } from '../../src/vision/window-verdict.ts';
import { measure } from '../evaluate/metrics.ts';
import type { SignalWindow } from './windows.ts';

export interface Separation {
  readonly name: string;
  /** AUC over all windows; below 0.5 = higher in attacks. */
  readonly pooled: number | null;
  /** AUC of each source that has enough windows of both classes. */
  readonly sources: Readonly<Record<string, number>>;
  /** Mean over them, and the worst. */
  readonly mean: number | null;
  readonly worst: number | null;
  readonly worstSource: string | null;
}

/** Windows of each class. */
export interface Count {
  readonly live: number;
  readonly spoof: number;
}

export interface Together extends Separation {
  readonly apcerAtBpcer5: number | null;
  /** Windows whose score is lowered, and that still reach the threshold `live`. */
  readonly lowered: Count;
  readonly passed: Count;
}

export interface SignalFigures extends Count {
  readonly alone: readonly Separation[];
  /** The net's score alone, then with each weighted signal, then with all. */
  readonly together: readonly Together[];
}

const COMBINATIONS: readonly (readonly [string, readonly Weighed[]])[] = [
  ['net alone', []],
  ...WEIGHED.map((name): readonly [string, readonly Weighed[]] => [`net and ${name}`, [name]]),
  ['net and all', WEIGHED],
];

export const measureSignals = (windows: readonly SignalWindow[]): SignalFigures => ({
  ...countOf(windows, () => true),
  alone: Object.keys(windows[0]?.verdict.signals ?? {}).map((name) =>
    separate(name, windows, ({ signals }) => signals[name] ?? 0),
  ),
  together: COMBINATIONS.map(([name, counting]) => combine(name, windows, counting)),
});

const combine = (name: string, windows: readonly SignalWindow[], counting: readonly Weighed[]): Together => {
  const scoreOf = ({ signals }: WindowVerdict): number =>
    weigh(signals['scoreMean'] ?? 0, weighedOf(signals), counting).score;
  return {
    ...separate(name, windows, scoreOf),
    apcerAtBpcer5: measure(scored(windows, scoreOf), 0).apcerAtBpcer5,
    lowered: countOf(windows, (verdict) => scoreOf(verdict) < (verdict.signals['scoreMean'] ?? 0)),
    passed: countOf(windows, (verdict) => scoreOf(verdict) >= LIVENESS_THRESHOLDS.device.live),
  };
};

const weighedOf = (signals: WindowVerdict['signals']): Record<Weighed, number> => ({
  held: signals['held'] ?? 0,
  drift: signals['drift'] ?? NO_DRIFT,
  frozenShare: signals['frozenShare'] ?? 0,
  loopShare: signals['loopShare'] ?? 0,
});

/** How many windows of each class pass a test. */
const countOf = (windows: readonly SignalWindow[], test: (verdict: WindowVerdict) => boolean): Count => {
  const passed = windows.filter(({ verdict }) => test(verdict));
  const live = passed.filter(({ isLive }) => isLive).length;
  return { live, spoof: passed.length - live };
};

/** Minimum number of windows of a class for an AUC. */
const MIN_WINDOWS = 3;

export const separate = (
  name: string,
  windows: readonly SignalWindow[],
  valueOf: (verdict: WindowVerdict) => number,
): Separation => {
  const all = scored(windows, valueOf);
  const pooled = measure(all, 0).auc;
  const aucs = [...new Set(windows.map(({ source }) => source))].toSorted().flatMap((source) => {
    const own = measure(
      all.filter((window) => window.source === source),
      0,
    );
    return own.auc === null || Math.min(own.live, own.spoof) < MIN_WINDOWS ? [] : [[source, own.auc] as const];
  });
  // A signal that is higher in attacks is worst where its AUC is highest.
  const sign = pooled !== null && pooled < 0.5 ? -1 : 1;
  const [worst] = aucs.toSorted(([, one], [, other]) => sign * (one - other));
  return {
    name,
    pooled,
    sources: Object.fromEntries(aucs),
    mean: aucs.length === 0 ? null : aucs.reduce((sum, [, auc]) => sum + auc, 0) / aucs.length,
    worst: worst?.[1] ?? null,
    worstSource: worst?.[0] ?? null,
  };
};

const scored = (windows: readonly SignalWindow[], valueOf: (verdict: WindowVerdict) => number) =>
  windows.map((window) => ({ ...window, score: valueOf(window.verdict) }));
