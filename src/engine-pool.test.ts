import { afterEach, describe, expect, test, vi } from 'vitest';
import { emptyPool, leaseEngine, shareEngine } from './engine-pool.ts';
import type { EngineSettings } from './engine-pool.ts';
import { scriptedEngine } from './testing/scripted-engine.ts';

const settings: EngineSettings = { staticUrl: 'https://a.example/assets/', createWorker: null, detector: 'blazeface' };

const makers = () => {
  const engines: ReturnType<typeof engineWithSpy>[] = [];
  const create = vi.fn(() => {
    const made = engineWithSpy();
    engines.push(made);
    return made.engine;
  });
  return { create, engines };
};

const engineWithSpy = () => {
  const dispose = vi.fn();
  return { engine: { ...scriptedEngine(), dispose }, dispose };
};

afterEach(emptyPool);

describe('the pool', () => {
  test('launches after one another share one loaded engine', () => {
    const { create, engines } = makers();
    const first = leaseEngine(settings, create);
    first.release();
    const second = leaseEngine({ ...settings }, create);
    expect(second.engine).toBe(first.engine);
    expect(create).toHaveBeenCalledTimes(1);
    expect(engines[0]?.dispose).not.toHaveBeenCalled();
    second.release();
  });

  test('the engine is reset between two launches', async () => {
    const { create, engines } = makers();
    const first = leaseEngine(settings, create);
    const [made] = engines;
    const log: string[] = [];
    vi.spyOn(first.engine, 'reset').mockImplementation(() => {
      log.push('reset');
      return Promise.reject(new Error('of the worker'));
    });
    first.release();
    first.release();
    const second = leaseEngine(settings, create);
    log.push('leased');
    await second.engine.load();
    expect(log).toEqual(['reset', 'leased']);
    expect(made?.dispose).not.toHaveBeenCalled();
    const ahead = shareEngine(settings, create);
    ahead.release();
    expect(log).toHaveLength(2);
    second.release();
    expect(log).toHaveLength(3);
  });

  test('launches at the same time have an engine each; the second engine is disposed with its launch', () => {
    const { create, engines } = makers();
    const first = leaseEngine(settings, create);
    const second = leaseEngine(settings, create);
    expect(second.engine).not.toBe(first.engine);
    second.release();
    expect(engines[1]?.dispose).toHaveBeenCalledTimes(1);
    first.release();
    expect(engines[0]?.dispose).not.toHaveBeenCalled();
    const third = leaseEngine(settings, create);
    expect(third.engine).toBe(first.engine);
    third.release();
  });

  test('a launch gets the engine that is being preloaded', () => {
    const { create } = makers();
    const ahead = shareEngine(settings, create);
    const launched = leaseEngine(settings, create);
    expect(launched.engine).toBe(ahead.engine);
    expect(shareEngine(settings, create).engine).toBe(launched.engine);
    ahead.release();
    expect(leaseEngine(settings, create).engine).not.toBe(launched.engine);
    launched.release();
  });

  test('emptied while in use: the engine is disposed with its last user, once', () => {
    const { create, engines } = makers();
    const [a, b] = [leaseEngine(settings, create), shareEngine(settings, create)];
    emptyPool();
    a.release();
    a.release();
    expect(engines[0]?.dispose).not.toHaveBeenCalled();
    b.release();
    expect(engines[0]?.dispose).toHaveBeenCalledTimes(1);
    expect(leaseEngine(settings, create).engine).not.toBe(a.engine);
  });

  test.each([
    ['other assets', { staticUrl: 'https://b.example/' }],
    ['another detector', { detector: 'mediapipe' }],
  ] as const)('%s need another engine, and the old one is disposed', (_what, changes) => {
    const { create, engines } = makers();
    leaseEngine(settings, create).release();
    const other = leaseEngine({ ...settings, ...changes }, create);
    expect(create).toHaveBeenCalledTimes(2);
    expect(engines[0]?.dispose).toHaveBeenCalledTimes(1);
    other.release();
  });
});
