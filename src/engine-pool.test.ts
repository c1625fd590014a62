import { afterEach, describe, expect, test, vi } from 'vitest';
import { assetsBeside, emptyPool, leaseEngine } from './engine-pool.ts';
import type { EngineSettings } from './engine-pool.ts';
import { scriptedEngine } from './testing/scripted-engine.ts';

const settings: EngineSettings = { assetsUrl: 'https://a.example/assets/', createWorker: null };

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
  test('launches one after another share one warm engine', () => {
    const { create, engines } = makers();
    const first = leaseEngine(settings, create);
    first.release();
    const second = leaseEngine({ ...settings }, create);
    expect(second.engine).toBe(first.engine);
    expect(create).toHaveBeenCalledTimes(1);
    expect(engines[0]?.dispose).not.toHaveBeenCalled();
    second.release();
  });

  test('emptied while in use: disposed with the last user, once', () => {
    const { create, engines } = makers();
    const [a, b] = [leaseEngine(settings, create), leaseEngine(settings, create)];
    emptyPool();
    a.release();
    a.release();
    expect(engines[0]?.dispose).not.toHaveBeenCalled();
    b.release();
    expect(engines[0]?.dispose).toHaveBeenCalledTimes(1);
    expect(leaseEngine(settings, create).engine).not.toBe(a.engine);
  });

  test('other assets need another engine, and the old one goes', () => {
    const { create, engines } = makers();
    leaseEngine(settings, create).release();
    const other = leaseEngine({ ...settings, assetsUrl: 'https://b.example/' }, create);
    expect(create).toHaveBeenCalledTimes(2);
    expect(engines[0]?.dispose).toHaveBeenCalledTimes(1);
    other.release();
  });
});

test.each([
  ['https://cdn.example/sdk/index.js', 'https://cdn.example/sdk/assets/'],
  ['https://cdn.example/sdk/chunks/session-abc.js?v=1', 'https://cdn.example/sdk/assets/'],
  ['http://127.0.0.1:5173/src/engine-pool.ts', 'http://127.0.0.1:5173/dist/assets/'],
])('the assets beside %s', (moduleUrl, expected) => {
  expect(assetsBeside(moduleUrl)).toBe(expected);
});
