/** Errors at the shipped thresholds: by class, by source, and by light and skin tone. */
import { measure, share, type Measure } from './metrics.ts';
import type { Passes, Presentation } from './presentations.ts';

export interface PointRates {
  /** Share of attacks that are let through. */
  readonly apcer: number | null;
  /** Share of bona fide presentations that are stopped. */
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

/** The worst source in a figure. */
export interface Worst {
  readonly source: string;
  readonly value: number;
}

/** From `from` up to, not including, `to`. */
interface Range {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A trait and its bins. `of` gives null where it could not be measured. */
interface Trait {
  readonly of: (presentation: Presentation) => number | null;
  readonly ranges: readonly Range[];
}

/** Light on the face: its mean luma, 0..1. Skin: its typology angle in degrees, in the steps of Chardon, the middle two joined. */
export const TRAITS = {
  light: {
    of: ({ luma }) => luma,
    ranges: [
      { name: 'dark', from: 0, to: 0.3 },
      { name: 'medium', from: 0.3, to: 0.5 },
      { name: 'bright', from: 0.5, to: Number.POSITIVE_INFINITY },
    ],
  },
  skin: {
    of: ({ skin }) => skin,
    ranges: [
      { name: 'dark', from: Number.NEGATIVE_INFINITY, to: -30 },
      { name: 'brown', from: -30, to: 10 },
      { name: 'tan and intermediate', from: 10, to: 41 },
      { name: 'light', from: 41, to: Number.POSITIVE_INFINITY },
    ],
  },
} as const satisfies Readonly<Record<string, Trait>>;

export type TraitName = keyof typeof TRAITS;

export interface Bin {
  readonly name: string;
  /** Null: open on this side. */
  readonly from: number | null;
  readonly to: number | null;
  readonly live: number;
  readonly spoof: number;
  /** Sources of the bona fide presentations. */
  readonly sources: number;
  readonly operating: Operating;
}

/** Errors at the shipped thresholds by one trait of the face. */
export const binsOf = (presentations: readonly Presentation[], trait: TraitName): readonly Bin[] => {
  const { of, ranges }: Trait = TRAITS[trait];
  return ranges.map(({ name, from, to }) => {
    const inside = presentations.filter((presentation) => {
      const value = of(presentation);
      return value !== null && value >= from && value < to;
    });
    const bonaFide = inside.filter(isBonaFide);
    return {
      name,
      from: Number.isFinite(from) ? from : null,
      to: Number.isFinite(to) ? to : null,
      live: bonaFide.length,
      spoof: inside.length - bonaFide.length,
      sources: new Set(bonaFide.map(({ source }) => source)).size,
      operating: operatingRates(inside),
    };
  });
};

/** Of every trait. */
export const traitBins = (presentations: readonly Presentation[]): Readonly<Record<TraitName, readonly Bin[]>> => ({
  light: binsOf(presentations, 'light'),
  skin: binsOf(presentations, 'skin'),
});

const ofEachPoint = <T>(value: (point: keyof Passes) => T): Readonly<Record<keyof Passes, T>> => ({
  deviceStop: value('deviceStop'),
  deviceLive: value('deviceLive'),
  gatewayLive: value('gatewayLive'),
  accepted: value('accepted'),
});

const isAttack = ({ isLive }: Presentation): boolean => !isLive;
const isBonaFide = ({ isLive }: Presentation): boolean => isLive;
