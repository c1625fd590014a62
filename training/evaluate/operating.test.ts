import { describe, expect, it } from 'vitest';
import { binsOf, measurePresentations, operatingRates, traitBins } from './operating.ts';
import { framePresentations, type Frame, type Presentation } from './presentations.ts';

const THRESHOLDS = { device: { live: 0.6, spoof: 0.2 }, gateway: { live: 0.7, doubted: 0.8 } };

const sample = { center: { x: 0, y: 0 }, scale: 1, frame: { width: 640, height: 480 }, thumbnail: new Uint8Array() };
type Item = readonly [isLive: boolean, score: number, luma?: number, source?: string, skin?: number | null];
const present = (items: readonly Item[]): readonly Presentation[] =>
  framePresentations(
    items.map(([isLive, score, luma = 0.4, source = 's', skin = 20], index): Frame => ({
      path: String(index),
      source,
      session: null,
      person: null,
      isLive,
      attack: null,
      time: null,
      score,
      luma,
      skin,
      sample,
    })),
    THRESHOLDS,
  );

const mixed = present([
  [true, 0.1],
  [true, 0.5],
  [true, 0.65],
  [true, 0.9],
  [false, 0.1],
  [false, 0.65],
]);

describe('operatingRates', () => {
  it('counts both errors at each of the shipped thresholds', () => {
    expect(operatingRates(mixed)).toEqual({
      deviceStop: { apcer: 0.5, bpcer: 0.25 },
      deviceLive: { apcer: 0.5, bpcer: 0.5 },
      gatewayLive: { apcer: 0, bpcer: 0.75 },
      accepted: { apcer: 0, bpcer: 0.75 },
    });
  });

  it('has no rate for a missing class', () => {
    expect(operatingRates(present([[true, 0.9]])).gatewayLive).toEqual({ apcer: null, bpcer: 0 });
    expect(operatingRates([]).deviceStop).toEqual({ apcer: null, bpcer: null });
  });
});

it('measures at the given threshold', () => {
  expect(measurePresentations(mixed, 0.55)).toMatchObject({ live: 4, spoof: 2, apcer: 0.5, bpcer: 0.5 });
});

const rates = (bpcer: number | null, apcer: number | null) => ({ bpcer, apcer });

describe('binsOf', () => {
  it('counts both classes by light, each bin up to the next', () => {
    const bins = binsOf(
      present([
        [true, 0.1, 0.1, 'a'],
        [true, 0.9, 0.29, 'b'],
        [true, 0.65, 0.3, 'a'],
        [true, 0.9, 0.5, 'a'],
        [true, 0.9, 1, 'a'],
        [false, 0.1, 0.1, 'c'],
        [false, 0.9, 0.2, 'c'],
      ]),
      'light',
    );
    expect(bins).toMatchObject([
      { name: 'dark', from: 0, to: 0.3, live: 2, spoof: 2, sources: 2 },
      { name: 'medium', from: 0.3, to: 0.5, live: 1, spoof: 0, sources: 1 },
      { name: 'bright', from: 0.5, to: null, live: 2, spoof: 0, sources: 1 },
    ]);
    expect(bins.map(({ operating }) => operating.deviceStop)).toEqual([
      rates(0.5, 0.5),
      rates(0, null),
      rates(0, null),
    ]);
    expect(bins.map(({ operating }) => operating.gatewayLive)).toEqual([
      rates(0.5, 0.5),
      rates(1, null),
      rates(0, null),
    ]);
  });

  it('bins skin by its angle, and leaves out what could not be measured', () => {
    const skins = [-90, -30.1, -30, 9.9, 10, 40, 41, 90, null];
    const bins = binsOf(present(skins.map((skin) => [true, 0.9, 0.4, 's', skin] as const)), 'skin');
    expect(bins.map(({ name, live }) => [name, live])).toEqual([
      ['dark', 2],
      ['brown', 2],
      ['tan and intermediate', 2],
      ['light', 2],
    ]);
    expect(bins.map(({ from, to }) => [from, to])).toEqual([
      [null, -30],
      [-30, 10],
      [10, 41],
      [41, null],
    ]);
  });

  it('has no rate for a class that is missing in a bin', () => {
    const { light } = traitBins(present([[false, 0.9, 0.4]]));
    expect(light.map(({ operating }) => operating.deviceStop)).toEqual([
      rates(null, null),
      rates(null, 1),
      rates(null, null),
    ]);
  });
});
