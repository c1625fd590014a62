import { describe, expect, it, vi } from 'vitest';
import { ISSUES, type CapturedImage } from '../vision/types.ts';
import { frameAnalysis, windowVerdict } from './analysis.ts';
import { scriptedEngine } from './scripted-engine.ts';

const bitmap = (close = vi.fn()): ImageBitmap => ({ width: 640, height: 480, close });

const image: CapturedImage = {
  type: 'SELFIE',
  bytes: new Uint8Array([1]),
  sha256: 'ab',
  width: 640,
  height: 480,
  at: 5,
};

describe('a scripted engine', () => {
  it('shows its frames in order, repeats the last, and closes the frames that it is given', async () => {
    const engine = scriptedEngine({ frames: ['no-face', { faceCount: 1, issues: ['too-dark'] }, 'good'] });
    const close = vi.fn();
    const seen = [];
    for (const at of [0, 33, 66, 100]) {
      seen.push(await engine.analyse(bitmap(close), at));
    }
    expect(seen.map(({ issues }) => issues)).toEqual([['no-face'], ['too-dark'], [], []]);
    expect(seen[0]).toMatchObject({ at: 0, width: 640, height: 480, face: null, faceCount: 0 });
    expect(seen[3]?.at).toBe(100);
    expect(close).toHaveBeenCalledTimes(4);
  });

  it('reaches a verdict after a window of good frames in a row', async () => {
    const engine = scriptedEngine({ frames: ['good', 'good', 'blurred', 'good'], verdicts: ['uncertain'] });
    const windowAt = async (at: number): Promise<unknown> => (await engine.analyse(bitmap(), at)).window;
    expect(await windowAt(0)).toBeNull();
    expect(await windowAt(1000)).toMatchObject({ verdict: 'uncertain', windowMs: 1000 });
    expect(await windowAt(1100)).toBeNull();
    expect(await windowAt(1200)).toBeNull();
    await engine.reset();
    expect(await windowAt(2300)).toBeNull();
    expect(await windowAt(3300)).toMatchObject({ verdict: 'uncertain' });
  });

  it('gives one verdict for each capture', async () => {
    const engine = scriptedEngine({ verdicts: ['spoof', 'live'], images: [image] });
    const verdictOf = async (): Promise<string> => (await engine.capture()).verdict.verdict;
    expect([await verdictOf(), await verdictOf(), await verdictOf()]).toEqual(['spoof', 'live', 'live']);
    expect((await engine.capture()).images).toEqual([image]);
  });

  it('fails as scripted, and then works', async () => {
    const engine = scriptedEngine({ loadFailure: 'asset-mismatch', crashAtFrame: 1 });
    await expect(engine.load()).rejects.toMatchObject({ code: 'asset-mismatch' });
    expect(engine.report).toBeNull();
    const report = await engine.load();
    expect(engine.report).toBe(report);
    expect(await engine.load()).toBe(report);
    expect(engine.counts.load).toBe(2);
    await engine.analyse(bitmap(), 0);
    const close = vi.fn();
    await expect(engine.analyse(bitmap(close), 1)).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(close).toHaveBeenCalledTimes(1);
    expect(await engine.analyse(bitmap(), 2)).toMatchObject({ issues: [] });
  });

  it('rejects every call once disposed', async () => {
    const engine = scriptedEngine({ analyseMs: 20 });
    const pending = engine.analyse(bitmap(), 0);
    engine.dispose();
    engine.dispose();
    await expect(pending).rejects.toMatchObject({ code: 'worker-crashed' });
    await expect(engine.capture()).rejects.toMatchObject({ code: 'worker-crashed' });
  });

  it('throws with the missing API where nothing can be drawn', async () => {
    await expect(scriptedEngine().capture()).rejects.toThrow(/images/);
  });
});

it.each(ISSUES)('makes a frame whose one issue is %s', (issue) => {
  const { issues, liveness, faceCount } = frameAnalysis(issue);
  expect(issues).toEqual([issue]);
  expect(liveness).toBeNull();
  expect(faceCount).toBe(issue === 'no-face' ? 0 : issue === 'several-faces' ? 2 : 1);
});

it('scores verdicts in their order', () => {
  const [spoof, uncertain, live] = (['spoof', 'uncertain', 'live'] as const).map(
    (verdict) => windowVerdict(verdict).score,
  );
  expect(spoof).toBeLessThan(uncertain ?? 0);
  expect(uncertain).toBeLessThan(live ?? 0);
});
