import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Engine } from './types.ts';
import { createEngine, EngineError, type EngineOptions } from './engine.ts';
import { DO } from './scripted.worker.ts';

let engine: Engine;

const start = (options: EngineOptions = {}): void => {
  engine = createEngine({ threads: 1, thread: new URL('./scripted.worker.ts', import.meta.url), ...options });
};

afterEach(() => engine.close());

const order = (what: number, signal?: AbortSignal) =>
  engine.verify({ images: { SELFIE: Uint8Array.of(what) } }, signal === undefined ? {} : { signal });

describe('createEngine', () => {
  it('answers one and many concurrent calls', async () => {
    start();
    await engine.ready();
    const results = await Promise.all(Array.from({ length: 5 }, () => order(DO.answer)));
    expect(results.every(({ problem }) => problem === null)).toBe(true);
  });

  it('uses its threads in parallel', async () => {
    start({ threads: 2 });
    const results = await Promise.all(Array.from({ length: 6 }, () => order(DO.answer)));
    expect(new Set(results.map(({ signals }) => signals['threadId'])).size).toBe(2);
  });

  it('a failed verification does not affect others', async () => {
    start();
    const outcomes = await Promise.allSettled([order(DO.answer), order(DO.fail), order(DO.answer)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('a thread that dies fails only its own verification and is replaced', async () => {
    start({ threads: 2 });
    const outcomes = await Promise.allSettled([order(DO.answer), order(DO.die), order(DO.answer), order(DO.answer)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    await expect(order(DO.die)).rejects.toBeInstanceOf(EngineError);
    await expect(order(DO.answer)).resolves.toMatchObject({ problem: null });
  });

  it('survives a thread that dies between two verifications', async () => {
    start();
    await order(DO.dieLater).catch(() => undefined);
    await vi.waitFor(() => order(DO.answer), { timeout: 30_000, interval: 100 });
  });

  it('reports that its threads cannot start', async () => {
    start({ thread: new URL('./missing.worker.ts', import.meta.url) });
    await expect(engine.ready()).rejects.toThrow(/did not start/);
  });

  it.each(['hang', 'spin'] as const)(
    'a verification that would %s forever is stopped by the time limit',
    async (kind) => {
      start({ timeoutMs: 4000 });
      await engine.ready();
      await expect(order(DO[kind])).rejects.toThrow(/No answer within 4000 ms/);
      await expect(order(DO.answer)).resolves.toMatchObject({ problem: null });
    },
  );

  it('rejects with the reason of an abort: before, during and in place of a run', async () => {
    start();
    await engine.ready();
    const reason = new Error('shutting down');
    const controller = new AbortController();
    const running = order(DO.spin, controller.signal);
    const waiting = order(DO.answer, controller.signal);
    setTimeout(() => controller.abort(reason), 300);
    await expect(running).rejects.toBe(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(order(DO.answer, controller.signal)).rejects.toBe(reason);
    await expect(order(DO.answer)).resolves.toMatchObject({ problem: null });
  });

  it('closes at once, and idempotently', async () => {
    start({ threads: 2 });
    const running = order(DO.spin);
    const failed = expect(running).rejects.toBeInstanceOf(EngineError);
    await engine.close();
    await engine.close();
    await failed;
  });
});
