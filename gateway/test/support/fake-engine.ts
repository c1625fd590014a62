import type { ComparisonInput, ComparisonResult, Engine, EngineInput, EngineResult } from '../../src/engine/types.ts';

const VERSION = 'fake@000000000000';

/** An engine's answer for a live person, with a match when a reference was given. */
export const livePerson = (input: EngineInput): EngineResult => ({
  problem: null,
  liveness: { score: 0.97, threshold: 0.5, result: true, version: VERSION },
  faceMatch:
    input.reference === undefined ? null : { score: 0.8123456, threshold: 0.5, result: true, version: VERSION },
  reference: input.reference === undefined ? null : 'ok',
  copy: null,
  prints: {},
  models: { fake: '0'.repeat(64) },
  signals: { faceWidth: 0.4 },
});

export interface FakeEngine extends Engine {
  /** Replaces the answer; a function that throws is a crash. */
  answer: (input: EngineInput, signal?: AbortSignal) => EngineResult | Promise<EngineResult>;
  /** Verifications that were asked for, in order. */
  readonly calls: EngineInput[];
  /** Replaces the answer to comparisons. */
  compared: (input: ComparisonInput) => ComparisonResult | Promise<ComparisonResult>;
}

export const createFakeEngine = (): FakeEngine => {
  const engine: FakeEngine = {
    threads: 1,
    answer: livePerson,
    calls: [],
    async verify(input, options) {
      engine.calls.push(input);
      return engine.answer(input, options?.signal);
    },
    compared: () => ({
      problem: null,
      match: { score: 0.9, threshold: 0.5, result: true, version: VERSION },
      confidence: 0.95,
    }),
    compare: async (input) => engine.compared(input),
    ready: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return engine;
};
