import { describe, expect, test, vi } from 'vitest';
import { LifesignError } from '../errors.ts';
import type { EngineReport, FrameAnalysis } from '../vision/types.ts';
import type { VisionNotice, VisionReply, VisionRequest } from './protocol.ts';
import { createVisionEngine, type VisionEngineOptions } from './vision-client.ts';

const REPORT: EngineReport = {
  selfTest: { backend: 'wasm', passed: true, maxError: 0, costMs: 4 },
  models: { net: 'aa' },
  loadMs: 100,
};
const ANALYSIS = { at: 5, issues: ['no-face'] } as unknown as FrameAnalysis;

type Answer = (request: VisionRequest) => VisionReply | null;

const answerAll: Answer = (request) => {
  const { id } = request;
  switch (request.type) {
    case 'probe':
      return null;
    case 'load':
      return { type: 'loaded', id, report: REPORT };
    case 'load-landmarks':
      return { type: 'landmarks-loaded', id, report: { ...REPORT, models: { mesh: 'ab' } } };
    case 'analyse':
      return { type: 'analysed', id, analysis: ANALYSIS };
    case 'capture':
      return { type: 'failed', id, error: new LifesignError('capture-failed', 'No window yet').toJSON() };
    case 'reset':
      return { type: 'was-reset', id };
  }
};

/** A scripted worker that answers asynchronously, as real ones do. */
class ScriptedWorker extends EventTarget {
  readonly requests: VisionRequest[] = [];
  isTerminated = false;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    super();
    this.#answer = answer;
  }

  postMessage(request: VisionRequest): void {
    this.requests.push(request);
    const reply = this.#answer(request);
    setTimeout(() => reply !== null && !this.isTerminated && this.say(reply), 0);
  }

  say(message: VisionReply | VisionNotice): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

const ASSETS = { 'net.bin': 'https://host.example/assets/net.bin' };

const setUp = (answer: Answer = answerAll, options: Partial<VisionEngineOptions> = {}) => {
  const workers: ScriptedWorker[] = [];
  const engine = createVisionEngine({
    assets: () => ASSETS,
    detector: 'blazeface',
    explainWorker: null,
    createWorker: () => {
      const worker = new ScriptedWorker(answer);
      workers.push(worker);
      return worker as unknown as Worker;
    },
    ...options,
  });
  return { engine, workers };
};

const frame = () => ({ close: vi.fn<() => void>() }) as unknown as ImageBitmap & { close: ReturnType<typeof vi.fn> };

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => (error instanceof LifesignError ? error.code : String(error)),
  );

describe('load', () => {
  test('starts one worker, once, and sends it the addresses of the assets', async () => {
    const { engine, workers } = setUp();
    expect(engine.report).toBeNull();
    const [one, other] = await Promise.all([engine.load(), engine.load()]);
    expect(one).toBe(other);
    expect(await engine.load()).toEqual(REPORT);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.requests).toMatchObject([{ type: 'load', assets: ASSETS }]);
    expect(engine.report).toEqual(REPORT);
  });

  test('that failed is retried with a new worker', async () => {
    let isBroken = true;
    const failure = new LifesignError('asset-mismatch', 'other bytes').toJSON();
    const { engine, workers } = setUp((request) =>
      isBroken ? { type: 'failed', id: request.id, error: failure } : answerAll(request),
    );
    expect(await codeOf(engine.load())).toBe('asset-mismatch');
    expect(workers[0]?.isTerminated).toBe(true);
    isBroken = false;
    await engine.load();
    expect(workers).toHaveLength(2);
  });

  test('of landmarks waits for the engine, happens once, and appears in the report', async () => {
    const { engine, workers } = setUp();
    void engine.load();
    await Promise.all([engine.loadLandmarks(), engine.loadLandmarks()]);
    expect(workers[0]?.requests.map(({ type }) => type)).toEqual(['load', 'load-landmarks']);
    expect(engine.report?.models).toEqual({ mesh: 'ab' });
  });

  test('of landmarks that failed does not affect the engine, and is retried', async () => {
    let isBroken = true;
    const failure = new LifesignError('asset-mismatch', 'other bytes').toJSON();
    const { engine, workers } = setUp((request) =>
      isBroken && request.type === 'load-landmarks'
        ? { type: 'failed', id: request.id, error: failure }
        : answerAll(request),
    );
    await engine.load();
    expect(await codeOf(engine.loadLandmarks())).toBe('asset-mismatch');
    isBroken = false;
    expect(await codeOf(engine.loadLandmarks())).toBe('fulfilled');
    expect(workers).toHaveLength(1);
    workers[0]?.crash('gone');
    expect(await codeOf(engine.loadLandmarks())).toBe('worker-crashed');
    await engine.load();
    expect(await codeOf(engine.loadLandmarks())).toBe('fulfilled');
    workers[1]?.crash('gone');
    expect(await codeOf(engine.loadLandmarks())).toBe('worker-crashed');
  });

  test('that is aborted stops its own wait and not other callers’ loading', async () => {
    const { engine, workers } = setUp();
    const controller = new AbortController();
    const aborted = engine.load({ signal: controller.signal });
    const other = engine.load();
    controller.abort();
    await expect(aborted).rejects.toThrow(/abort/i);
    await expect(engine.load({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect(await other).toEqual(REPORT);
    expect(workers).toHaveLength(1);
  });

  test('with a worker that cannot be created rejects, and is retried', async () => {
    let tries = 0;
    const { engine } = setUp(answerAll, {
      createWorker: () => {
        tries += 1;
        if (tries < 3) {
          throw new DOMException('other origin', 'SecurityError');
        }
        return new ScriptedWorker(answerAll) as unknown as Worker;
      },
    });
    expect(await codeOf(engine.load())).toBe('asset-load-failed');
    expect(await codeOf(engine.load())).toBe('asset-load-failed');
    expect(await engine.load()).toEqual(REPORT);
    expect(await codeOf(engine.analyse(frame(), 1))).toBe('fulfilled');
    expect(tries).toBe(3);
  });
});

describe('analyse', () => {
  test('answers with the analysis', async () => {
    const { engine } = setUp();
    await engine.load();
    const picture = frame();
    expect(await engine.analyse(picture, 5)).toBe(ANALYSIS);
    expect(picture.close).toHaveBeenCalled();
  });

  test.each([
    ['not loaded', setUp, 'worker-crashed'],
    [
      'silent',
      () =>
        setUp((request) => (request.type === 'analyse' ? null : answerAll(request)), { deadlines: { analyse: 20 } }),
      'worker-crashed',
    ],
    [
      'wrong reply type',
      () =>
        setUp((request) => (request.type === 'analyse' ? { type: 'was-reset', id: request.id } : answerAll(request))),
      'worker-crashed',
    ],
  ] as const)('closes the frame and rejects when the worker is %s', async (name, create, code) => {
    const { engine } = create();
    if (name !== 'not loaded') {
      await engine.load();
    }
    const picture = frame();
    expect(await codeOf(engine.analyse(picture, 5))).toBe(code);
    expect(picture.close).toHaveBeenCalled();
  });

  test('closes the frame when it cannot be sent', async () => {
    const { engine, workers } = setUp();
    await engine.load();
    vi.spyOn(workers[0] as ScriptedWorker, 'postMessage').mockImplementation(() => {
      throw new DOMException('detached', 'DataCloneError');
    });
    const picture = frame();
    expect(await codeOf(engine.analyse(picture, 5))).toBe('engine-failed');
    expect(picture.close).toHaveBeenCalled();
  });

  test('rejects a second frame while the first is being analysed, and closes it', async () => {
    const { engine } = setUp();
    await engine.load();
    const second = frame();
    const first = engine.analyse(frame(), 1);
    await expect(engine.analyse(second, 2)).rejects.toThrow(TypeError);
    expect(second.close).toHaveBeenCalled();
    expect(await first).toBe(ANALYSIS);
    expect(await engine.analyse(frame(), 3)).toBe(ANALYSIS);
  });
});

describe('a worker that crashes', () => {
  test('rejects what is pending, once, and is replaced by the next load', async () => {
    const { engine, workers } = setUp((request) => (request.type === 'load' ? answerAll(request) : null));
    await engine.load();
    const pending = [codeOf(engine.analyse(frame(), 1)), codeOf(engine.capture()), codeOf(engine.reset())];
    workers[0]?.crash('out of memory');
    expect(await Promise.all(pending)).toEqual(['worker-crashed', 'worker-crashed', 'worker-crashed']);
    expect(workers[0]?.isTerminated).toBe(true);
    expect(engine.report).toBeNull();
    await engine.load();
    expect(workers).toHaveLength(2);
    expect(engine.report).toEqual(REPORT);
  });

  test.each([
    ['out of memory', 'worker-crashed'],
    // An error without a message before any reply: the script did not load.
    ['', 'asset-load-failed'],
  ])('while loading rejects the load (%j)', async (message, code) => {
    const { engine, workers } = setUp(() => null);
    const loading = codeOf(engine.load());
    workers[0]?.crash(message);
    expect(await loading).toBe(code);
  });

  test('an error without a message after a reply means that it crashed', async () => {
    const { engine, workers } = setUp((request) => (request.type === 'load' ? answerAll(request) : null));
    await engine.load();
    const pending = codeOf(engine.capture());
    workers[0]?.crash('');
    expect(await pending).toBe('worker-crashed');
  });

  test('or reports a fault that nothing waited for, rejects what is pending and is replaced', async () => {
    const { engine, workers } = setUp((request) => (request.type === 'load' ? answerAll(request) : null));
    await engine.load();
    const pending = codeOf(engine.capture());
    workers[0]?.say({ type: 'fault', error: new LifesignError('worker-crashed', 'left alone').toJSON() });
    expect(await pending).toBe('worker-crashed');
    expect(workers[0]?.isTerminated).toBe(true);
    await engine.load();
    expect(workers).toHaveLength(2);
  });

  test('late events of it do not affect its successor', async () => {
    const { engine, workers } = setUp();
    await engine.load();
    workers[0]?.crash('first');
    await engine.load();
    workers[0]?.crash('again');
    workers[0]?.say({ type: 'engine', report: { ...REPORT, loadMs: 1 } });
    expect(workers[1]?.isTerminated).toBe(false);
    expect(engine.report).toEqual(REPORT);
    expect(await engine.analyse(frame(), 1)).toBe(ANALYSIS);
  });
});

test('a worker that cannot be reset is terminated and replaced by the next load', async () => {
  const failure = new LifesignError('engine-failed', 'still there').toJSON();
  const { engine, workers } = setUp((request) =>
    request.type === 'reset' ? { type: 'failed', id: request.id, error: failure } : answerAll(request),
  );
  await engine.load();
  expect(await codeOf(engine.reset())).toBe('engine-failed');
  expect(workers[0]?.isTerminated).toBe(true);
  expect(await codeOf(engine.analyse(frame(), 1))).toBe('worker-crashed');
  await engine.load();
  expect(workers).toHaveLength(2);
  expect(await codeOf(engine.analyse(frame(), 1))).toBe('fulfilled');
});

test('an error of the worker keeps its code', async () => {
  const { engine } = setUp();
  await engine.load();
  expect(await codeOf(engine.capture())).toBe('capture-failed');
});

test('a notice updates the report', async () => {
  const { engine, workers } = setUp();
  await engine.load();
  const report: EngineReport = { ...REPORT, selfTest: { backend: 'webgl', passed: true, maxError: 0.001, costMs: 2 } };
  workers[0]?.say({ type: 'engine', report });
  expect(engine.report).toBe(report);
});

test('dispose is idempotent, terminates the worker and rejects pending and later calls', async () => {
  const { engine, workers } = setUp((request) => (request.type === 'load' ? answerAll(request) : null));
  await engine.load();
  const pending = codeOf(engine.capture());
  engine.dispose();
  engine.dispose();
  expect(await pending).toBe('worker-crashed');
  expect(workers[0]?.isTerminated).toBe(true);
  expect(await codeOf(engine.load())).toBe('worker-crashed');
  expect(await codeOf(engine.analyse(frame(), 1))).toBe('worker-crashed');
});
