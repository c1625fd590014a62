import { describe, expect, it } from 'vitest';
import { measureSignals, separate } from './measure.ts';
import type { SignalWindow } from './windows.ts';

const window = (isLive: boolean, signals: Readonly<Record<string, number>>, source = 's'): SignalWindow => ({
  source,
  isLive,
  verdict: { verdict: 'uncertain', score: 0, frames: 10, windowMs: 1500, signals: { drift: 10, ...signals } },
});

const valueOf = ({ signals }: SignalWindow['verdict']): number => signals['value'] ?? 0;

/** Three windows of each class. */
const source = (name: string, live: number, spoof: number): readonly SignalWindow[] =>
  [0, 0.01, 0.02].flatMap((more) => [
    window(true, { value: live + more }, name),
    window(false, { value: spoof + more }, name),
  ]);

describe('separate', () => {
  it('gives the AUC over all windows and in each source', () => {
    const row = separate('value', [...source('good', 0.9, 0.1), ...source('bad', 0.05, 0.5)], valueOf);
    expect(row.sources).toEqual({ bad: 0, good: 1 });
    expect(row).toMatchObject({ pooled: 0.5, mean: 0.5, worst: 0, worstSource: 'bad' });
  });

  it('treats a signal that is higher in attacks as worst where its AUC is highest', () => {
    const row = separate(
      'value',
      [...source('good', 0.1, 0.9), ...source('better', 0, 0.8), ...source('bad', 0.5, 0.4)],
      valueOf,
    );
    expect(row.pooled).toBeLessThan(0.5);
    expect(row).toMatchObject({ worst: 1, worstSource: 'bad' });
  });

  it('needs three windows of each class for a source', () => {
    const few = source('few', 0.9, 0.1).slice(1);
    expect(separate('value', few, valueOf)).toMatchObject({ pooled: 1, sources: {}, mean: null, worstSource: null });
  });

  it('is null with one class or none', () => {
    expect(separate('value', [window(true, { value: 1 })], valueOf).pooled).toBeNull();
    expect(separate('value', [], valueOf)).toMatchObject({ pooled: null, mean: null, worst: null });
  });
});

describe('measureSignals', () => {
  const bonaFide = window(true, { scoreMean: 0.9, held: 0, frozenShare: 0, loopShare: 0 });
  const heldPicture = window(false, { scoreMean: 0.8, held: 1, frozenShare: 0, loopShare: 0 });
  const frozen = window(false, { scoreMean: 0.95, held: 0, frozenShare: 1, loopShare: 0 });
  const { live, spoof, alone, together } = measureSignals([bonaFide, heldPicture, frozen]);
  const row = (name: string) => together.find((figures) => figures.name === name);

  it('counts, and names every signal', () => {
    expect({ live, spoof }).toEqual({ live: 1, spoof: 2 });
    expect(alone.map(({ name }) => name)).toEqual(['drift', 'scoreMean', 'held', 'frozenShare', 'loopShare']);
  });

  it('includes the net alone', () => {
    expect(row('net alone')).toMatchObject({
      pooled: 0.5,
      lowered: { live: 0, spoof: 0 },
      passed: { live: 1, spoof: 2 },
    });
  });

  it('includes each signal alone with the net, and all together', () => {
    expect(row('net and held')).toMatchObject({ lowered: { live: 0, spoof: 1 }, passed: { live: 1, spoof: 1 } });
    expect(row('net and frozenShare')).toMatchObject({ pooled: 1, lowered: { live: 0, spoof: 1 } });
    expect(row('net and drift')).toMatchObject({ pooled: 0.5, lowered: { live: 0, spoof: 0 } });
    expect(row('net and all')).toMatchObject({
      pooled: 1,
      apcerAtBpcer5: 0,
      lowered: { live: 0, spoof: 2 },
      passed: { live: 1, spoof: 0 },
    });
  });

  it('is empty without windows', () => {
    expect(measureSignals([])).toMatchObject({ live: 0, spoof: 0, alone: [] });
  });
});
