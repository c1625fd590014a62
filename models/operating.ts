/** What the shipped thresholds do: to each class, to each source, and to people in different light. */
import { measure, share, type Measure } from './metrics.ts';
import type { Passes, Presentation } from './presentations.ts';

export interface PointRates {
  /** Share of attacks that are let through. */
  readonly apcer: number | null;
  /** Share of bona fide presentations that are not. */
  readonly bpcer: number | null;
}

export type Operating = Readonly<Record<keyof Passes, PointRates>>;

export const operatingRates = (presentations: readonly Presentation[]): Operating =>
  ofEachPoint((point) => ({
    apcer: share(presentations, isAttack, ({ passes }) => passes[point]),
    bpcer: share(presentations, isBonaFide, ({ passes }) => !passes[point]),
  }));

/** `apcer` and `bpcer` are those at the gateway's threshold; `operating` has every shipped one. */
export interface Measured extends Measure {
  readonly operating: Operating;
}

/** @param bar the gateway's threshold. */
export const measurePresentations = (presentations: readonly Presentation[], bar: number): Measured => ({
  ...measure(presentations, bar),
  operating: operatingRates(presentations),
});

/** The source that does worst in a figure. */
export interface Worst {
  readonly source: string;
  readonly value: number;
}

/** Mean luma of the face, 0..1: from `from` up to, not including, `to`. */
export const LIGHT = [
  { name: 'dark', from: 0, to: 0.3 },
  { name: 'medium', from: 0.3, to: 0.5 },
  { name: 'bright', from: 0.5, to: Number.POSITIVE_INFINITY },
] as const;

export interface LightBin {
  readonly name: string;
  readonly from: number;
  /** Null: no upper end. */
  readonly to: number | null;
  /** Bona fide presentations in this light, and the sources that they are from. */
  readonly live: number;
  readonly sources: number;
  /** Share of them that is not let through. */
  readonly bpcer: Readonly<Record<keyof Passes, number | null>>;
  /** As many of them. */
  readonly refused: Readonly<Record<keyof Passes, number>>;
}

export const lightBins = (presentations: readonly Presentation[]): readonly LightBin[] =>
  LIGHT.map(({ name, from, to }) => {
    const inside = presentations.filter(({ isLive, luma }) => isLive && luma >= from && luma < to);
    const refusedAt = (point: keyof Passes): number => inside.filter(({ passes }) => !passes[point]).length;
    return {
      name,
      from,
      to: Number.isFinite(to) ? to : null,
      live: inside.length,
      sources: new Set(inside.map(({ source }) => source)).size,
      bpcer: ofEachPoint((point) => (inside.length === 0 ? null : refusedAt(point) / inside.length)),
      refused: ofEachPoint(refusedAt),
    };
  });

const ofEachPoint = <T>(value: (point: keyof Passes) => T): Readonly<Record<keyof Passes, T>> => ({
  deviceStop: value('deviceStop'),
  deviceLive: value('deviceLive'),
  gatewayLive: value('gatewayLive'),
  accepted: value('accepted'),
});

const isAttack = ({ isLive }: Presentation): boolean => !isLive;
const isBonaFide = ({ isLive }: Presentation): boolean => isLive;
