import { describe, expect, it } from 'vitest';
import { lightBins, measurePresentations, operatingRates } from './operating.ts';
import { framePresentations, type Frame, type Presentation } from './presentations.ts';

const THRESHOLDS = { device: { live: 0.6, spoof: 0.2 }, gateway: { live: 0.7, doubted: 0.8 } };

const sample = { center: { x: 0, y: 0 }, scale: 1, frame: { width: 640, height: 480 }, thumbnail: new Uint8Array() };
const present = (items: readonly (readonly [boolean, number, number?, string?])[]): readonly Presentation[] =>
  framePresentations(
    items.map(([isLive, score, luma = 0.4, source = 's'], index): Frame => ({
      path: String(index),
      source,
      session: null,
      person: null,
      isLive,
      attack: null,
      time: null,
      score,
      luma,
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

  it('has no rate of a class that is missing', () => {
    expect(operatingRates(present([[true, 0.9]])).gatewayLive).toEqual({ apcer: null, bpcer: 0 });
    expect(operatingRates([]).deviceStop).toEqual({ apcer: null, bpcer: null });
  });
});

it('measures at the bar that it is given', () => {
  expect(measurePresentations(mixed, 0.55)).toMatchObject({ live: 4, spoof: 2, apcer: 0.5, bpcer: 0.5 });
});

describe('lightBins', () => {
  it('counts people, not attacks, in the light that falls on them', () => {
    const bins = lightBins(
      present([
        [true, 0.1, 0.1, 'a'],
        [true, 0.9, 0.29, 'b'],
        [true, 0.65, 0.3, 'a'],
        [true, 0.9, 0.5, 'a'],
        [true, 0.9, 1, 'a'],
        [false, 0.1, 0.1, 'c'],
      ]),
    );
    expect(bins.map(({ name, live, sources, bpcer, refused }) => ({ name, live, sources, bpcer, refused }))).toEqual([
      {
        name: 'dark',
        live: 2,
        sources: 2,
        bpcer: { deviceStop: 0.5, deviceLive: 0.5, gatewayLive: 0.5, accepted: 0.5 },
        refused: { deviceStop: 1, deviceLive: 1, gatewayLive: 1, accepted: 1 },
      },
      {
        name: 'medium',
        live: 1,
        sources: 1,
        bpcer: { deviceStop: 0, deviceLive: 0, gatewayLive: 1, accepted: 1 },
        refused: { deviceStop: 0, deviceLive: 0, gatewayLive: 1, accepted: 1 },
      },
      {
        name: 'bright',
        live: 2,
        sources: 1,
        bpcer: { deviceStop: 0, deviceLive: 0, gatewayLive: 0, accepted: 0 },
        refused: { deviceStop: 0, deviceLive: 0, gatewayLive: 0, accepted: 0 },
      },
    ]);
  });

  it('says nothing of light that nobody was in', () => {
    expect(lightBins(present([[false, 0.5]])).map(({ live, bpcer }) => [live, bpcer.deviceStop])).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
  });
});
