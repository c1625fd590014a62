/** The shipped engine with tiny nets beside ours: real threads, real models, real onnxruntime. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EngineConfig, engineSchema, type ExpertConfig } from '../config.ts';
import { tinyEntry, tinyNet } from '../../../test/support/tiny-onnx.ts';
import { createEngine, EngineError, reasonOf } from '../engine.ts';
import { loadParts } from '../parts.ts';
import { renderPicture } from '../../../../testkit/rendered-face.ts';
import { LOGIT_LIMIT } from './joint.ts';

const runtime = vi.hoisted(() => ({ loads: 0 }));
vi.mock('onnxruntime-web/wasm', async (original) => {
  runtime.loads += 1;
  return original();
});

const folder = mkdtempSync(join(tmpdir(), 'lifesign-experts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Gives every picture the same answer. */
const constant = (name: string, logit: number, weight: number): ExpertConfig => {
  const bytes = tinyNet({ size: 8, bias: [0, logit] });
  const file = join(folder, `${name}.onnx`);
  writeFileSync(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...tinyEntry({ name, file, sha256 }), weight, knownAnswers: [logit, logit] };
};

const configOf = (experts: readonly ExpertConfig[], joint?: EngineConfig['joint']): EngineConfig =>
  engineSchema.parse({ experts, ...(joint === undefined ? {} : { joint }) });

const logitOf = (score: number): number => Math.log(score) - Math.log1p(-score);

let drawn: Uint8Array;
beforeAll(async () => {
  drawn = await renderPicture({ faces: [{ x: 320, y: 240, size: 280 }] });
});

const judgeBy = async (config?: EngineConfig) => {
  const engine = createEngine({ threads: 1, ...(config === undefined ? {} : { config }) });
  try {
    return await engine.verify({ images: { SELFIE: drawn, ADDITIONAL_SELFIE: drawn } });
  } finally {
    await engine.close();
  }
};

describe('experts in the engine', () => {
  it('decide with our net by weighted logits, and are recorded with each check', async () => {
    const joint = { own: 0.4, scale: 1.2, bias: -0.3 };
    const experts = [constant('doubter', -2, 0.7), constant('believer', 50, 0.1)];
    const alone = await judgeBy();
    const together = await judgeBy(configOf(experts, joint));
    const own = alone.liveness?.score ?? Number.NaN;
    expect(alone.liveness?.version).toMatch(/^lifesign-pad@[0-9a-f]{12}$/);
    expect(together.liveness?.version).toBe(
      [alone.liveness?.version, ...experts.map(({ name, sha256 }) => `${name}@${sha256.slice(0, 12)}`)].join('+'),
    );
    expect(together.models).toEqual({
      ...alone.models,
      'expert.doubter': experts[0]?.sha256,
      'expert.believer': experts[1]?.sha256,
    });
    const total = 0.4 * logitOf(own) + 0.7 * -2 + 0.1 * LOGIT_LIMIT;
    expect(logitOf(together.liveness?.score ?? Number.NaN)).toBeCloseTo(1.2 * total - 0.3, 4);
    for (const picture of ['selfie', 'additionalSelfie']) {
      expect(together.signals).toMatchObject({
        [`${picture}.liveness`]: expect.closeTo(together.liveness?.score ?? Number.NaN, 9) as number,
        [`${picture}.liveness.own`]: expect.closeTo(own, 6) as number,
        [`${picture}.liveness.own.weight`]: 0.4,
        [`${picture}.expert.doubter`]: -2,
        [`${picture}.expert.doubter.weight`]: 0.7,
        [`${picture}.expert.believer`]: 50,
        [`${picture}.expert.believer.weight`]: 0.1,
      });
    }
    expect(Object.keys(alone.signals).filter((name) => /expert|own/.test(name))).toEqual([]);
  });

  it('make ready() reject when one of them is unusable', async () => {
    const config = configOf([constant('first', 1, 0.1), { ...constant('second', 1, 0.1), knownAnswers: [1, 2] }]);
    const engine = createEngine({ threads: 1, config });
    const failure = await engine.ready().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineError);
    expect(reasonOf(failure)).toMatch(/^Expert second: .+second\.onnx answers 1\.000, 1\.000 to the drawn pictures/);
    await expect(engine.verify({ images: { SELFIE: drawn } })).rejects.toBeInstanceOf(EngineError);
    await engine.close();
  });

  it('without experts, onnxruntime is not loaded', async () => {
    const parts = await loadParts(null, configOf([]));
    expect(runtime.loads).toBe(0);
    parts.dispose();
    const joined = await loadParts(null, configOf([constant('only', 1, 0.1)]));
    expect(runtime.loads).toBe(1);
    joined.dispose();
  });
});
