import { describe, expect, it } from 'vitest';
import type { Detections } from '../data/detections.ts';
import type { DataRecord } from '../data/folder.ts';
import type { Observation } from '../data/observe.ts';
import { losoPage } from '../report/loso-page.ts';
import { losoNotes, losoTables } from '../report/loso-rows.ts';
import { toText } from '../report/table.ts';
import { measureLoso, spreadOf } from './measure.ts';
import type { LosoRuns } from './runs.ts';

const THRESHOLDS = { device: { live: 0.6, spoof: 0.2 }, gateway: { live: 0.7, doubted: 0.8 } };
const POINT = { x: 100, y: 100 };

const records: DataRecord[] = [];
const first = new Map<string, number>();
const second = new Map<string, number>();
const add = (source: string, label: 'live' | 'spoof', one: number, other: number, time: number | null): void => {
  const path = `${source}/${records.length}.jpg`;
  records.push({
    path,
    split: 'train',
    source,
    session: label,
    person: null,
    label,
    attack: label === 'live' ? null : 'print',
    time,
    box: null,
  });
  first.set(path, one);
  second.set(path, other);
};
// Seed 1 separates `good` and has one pair of four wrong in `bad`; seed 2 has two wrong.
for (const [index, score] of [0.8, 0.9].entries()) {
  add('good', 'live', score, score, index * 10);
  add('good', 'spoof', score - 0.7, score - 0.7, index * 10);
}
add('bad', 'live', 0.9, 0.4, 0);
add('bad', 'live', 0.5, 0.5, 10);
add('bad', 'spoof', 0.7, 0.6, 0);
add('bad', 'spoof', 0.1, 0.1, 10);
add('alone', 'live', 0.95, 0.95, null);

const detections: Detections = {
  observations: new Map(
    records.map(({ path }, index): [string, Observation] => [
      path,
      {
        path,
        by: 'frame',
        box: { x: 50, y: 50, width: 100, height: 100 },
        confidence: 0.9,
        rightEye: POINT,
        leftEye: POINT,
        nose: POINT,
        mouth: POINT,
        geometry: { center: POINT, scale: 50, roll: 0, yaw: 0, pitch: 0 },
        luma: 0.4,
        skin: 20,
        issues: [],
        frame: { width: 640, height: 480 },
        thumbnail: Buffer.from(Uint8Array.from({ length: 16 }, (_value, place) => place * 3 + index)).toString(
          'base64',
        ),
      },
    ]),
  ),
  failures: [],
};

const runs: LosoRuns = {
  run: { branches: [{ name: 'wide', weight: 1 }] },
  seeds: [
    { seed: '1', scores: first, missing: [] },
    { seed: '2', scores: second, missing: ['elsewhere'] },
  ],
  problems: ['seed-2/elsewhere: no wide.scores.jsonl, left out'],
};

const loso = measureLoso(runs, records, detections, THRESHOLDS);
const { report } = loso;

describe('measureLoso', () => {
  it('takes mean and worst over the sources that have both classes, mean and range over seeds', () => {
    // Pairs of bad: 0.9 and 0.5 against 0.7 and 0.1 are 3 of 4; 0.4 and 0.5 against 0.6 and 0.1 are 2 of 4.
    expect(report.seeds.map(({ frame }) => frame.sources['bad']?.auc)).toEqual([0.75, 0.5]);
    expect(report.frame.meanAuc).toEqual({ mean: 0.8125, low: 0.75, high: 0.875 });
    expect(report.frame.worstAuc).toEqual({ mean: 0.625, low: 0.5, high: 0.75 });
    expect(report.frame.worstSource).toEqual({ source: 'bad', value: 0.625 });
    expect(report.seeds[0]?.frame.sources['alone']?.auc).toBeNull();
  });

  it('pools all scores of a seed', () => {
    // Seed 1: live 0.8 0.9 0.9 0.5 0.95 against 0.1 0.2 0.7 0.1: only 0.5 is below one of them.
    expect(report.seeds[0]?.frame.pooled).toMatchObject({ live: 5, spoof: 4, auc: 19 / 20, apcer: 0.25, bpcer: 0.2 });
    expect(report.frame.pooled.bpcer).toEqual({ mean: (0.2 + 0.4) / 2, low: 0.2, high: 0.4 });
  });

  it('names the worst source at each of the shipped thresholds', () => {
    expect(report.frame.worstBpcer).toEqual({
      deviceStop: { source: 'alone', value: 0 },
      deviceLive: { source: 'bad', value: 0.75 },
      gatewayLive: { source: 'bad', value: 0.75 },
      accepted: { source: 'bad', value: 0.75 },
    });
  });

  it('carries thresholds from the other sources', () => {
    // Seed 1, others of bad: people of good and alone from 0.8, so that one of bad is refused and no attack passes.
    expect(report.seeds[0]?.frame.transfer.bpcer5.sources['bad']).toEqual({
      threshold: 0.8,
      live: 2,
      spoof: 2,
      refused: 1,
      passed: 0,
    });
    // Others of good and alone: from 0.5, every person passes and no attack of good does.
    expect(report.seeds[0]?.frame.transfer.bpcer5).toMatchObject({ apcer: 0, bpcer: 0.2 });
  });

  it('gives the errors at other thresholds', () => {
    const rows = new Map(report.seeds[0]?.frame.sweep.map((row) => [row.threshold, row]));
    expect(rows.get(0.5)).toEqual({ threshold: 0.5, apcer: 0.25, bpcer: 0, worstBpcer: 0 });
    expect(rows.get(0.75)).toEqual({ threshold: 0.75, apcer: 0, bpcer: 0.2, worstBpcer: 0.5 });
  });

  it('separates windows from single pictures without a time', () => {
    expect(report.seeds[0]?.window.pooled).toMatchObject({ live: 5, spoof: 4 });
    expect(report.seeds[0]?.timedWindow.pooled).toMatchObject({ live: 4, spoof: 4 });
    expect(report.seeds[0]?.timedWindow.sources['alone']).toBeUndefined();
    // None of them lasts a second.
    expect(report.seeds[0]?.fullWindow.pooled).toMatchObject({ live: 0, spoof: 0, auc: null });
  });

  it('has intervals around its figures', () => {
    const { meanAucInterval, pooledInterval } = report.frame;
    // Of good (1 and 1) and bad (0.75 and 0.5): from both draws bad to both draws good.
    expect(meanAucInterval).toEqual({ low: 0.625, high: 1 });
    expect(pooledInterval.auc?.low).toBeLessThan(report.frame.pooled.auc?.mean ?? 0);
    expect(pooledInterval.auc?.high).toBe(1);
  });
});

describe('its report', () => {
  it('prints every source, what is missing and what went wrong', () => {
    const text = toText(losoTables(report), losoNotes(report));
    expect(text).toMatch(/^frames +0\.8125 \(0\.7500 to 0\.8750\) +0\.6250 \(0\.5000 to 0\.7500\) +bad 0\.6250/m);
    expect(text).toMatch(/^alone +1 +0 +- +- /m);
    expect(text).toContain('sources without held-out scores: elsewhere');
    expect(text).toContain('seed-2/elsewhere: no wide.scores.jsonl, left out');
    expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
  });

  it('is a page with a curve for each seed', () => {
    const page = losoPage(loso);
    expect(page).toContain('frames, seed 1: AUC 0.9500');
    expect(page).toContain('windows, seed 2: AUC');
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    expect(page).not.toMatch(/<img|<script|https?:|data:/);
  });
});

it('computes mean and range of the available seeds', () => {
  expect(spreadOf([0.5, null, undefined, 1])).toEqual({ mean: 0.75, low: 0.5, high: 1 });
  expect(spreadOf([null])).toBeNull();
});
