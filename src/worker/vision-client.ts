/**
 * The page's side of the vision worker: turns messages into promises, applies deadlines, closes every frame and settles every call.
 * A worker that crashes is reported once and replaced by the next `load`.
 */
import { abortable } from '../abortable.ts';
import { fromErrorData, isLifesignError, LifesignError } from '../errors.ts';
import type { DetectorName, EngineReport } from '../vision/types.ts';
import type { VisionNotice, VisionReply, VisionRequest } from './protocol.ts';
import type { VisionEngine } from './vision-engine.ts';

export interface VisionEngineOptions {
  /** Addresses of the assets by their file names; asked for when the worker is started. */
  readonly assets: () => Readonly<Record<string, string>>;
  readonly detector: DetectorName;
  readonly createWorker: () => Worker;
  /** Explains why the worker's script does not load; null where the page creates the worker itself. */
  readonly explainWorker: (() => Promise<string>) | null;
  /** Milliseconds without a reply after which the worker counts as crashed. */
  readonly deadlines?: Partial<Deadlines>;
}

export interface Deadlines {
  /** Downloads included, on a slow line. */
  readonly load: number;
  readonly analyse: number;
  readonly capture: number;
  readonly reset: number;
}

const DEADLINES: Deadlines = { load: 120_000, analyse: 20_000, capture: 20_000, reset: 20_000 };

export const createVisionEngine = (options: VisionEngineOptions): VisionEngine => {
  const deadlines = { ...DEADLINES, ...options.deadlines };
  let link: WorkerLink | null = null;
  let loading: Promise<EngineReport> | null = null;
  let loadingLandmarks: Promise<void> | null = null;
  let report: EngineReport | null = null;
  let isDisposed = false;
  let isAnalysing = false;
  /** Progress callbacks of the calls that wait for the load. */
  const listeners = new Set<(share: number) => void>();

  const drop = (error: LifesignError): void => {
    link?.close(error);
    link = null;
    loading = null;
    loadingLandmarks = null;
    report = null;
  };

  /** Throws when the worker cannot be created, before there is a promise that later calls could share. */
  const start = (): Promise<EngineReport> => {
    const started = openLink(options, {
      onNotice: (notice) => {
        if (link !== started) {
          return;
        }
        switch (notice.type) {
          case 'fault':
            return drop(fromErrorData(notice.error));
          case 'progress':
            return listeners.forEach((tell) => tell(notice.share));
          case 'engine':
            report = notice.report;
        }
      },
      onDead: (error) => {
        // Events of a replaced worker do not concern its successor.
        if (link === started) {
          drop(error);
        }
      },
    });
    link = started;
    return loadInto(started);
  };

  const loadInto = async (started: WorkerLink): Promise<EngineReport> => {
    try {
      const request = { type: 'load', id: 0, assets: options.assets(), detector: options.detector } as const;
      const reply = await started.call(request, 'loaded', deadlines.load);
      report = reply.report;
      return reply.report;
    } catch (error) {
      // A failed load must not be cached: the next call starts again, unless a newer load already runs.
      if (link === started) {
        drop(new LifesignError('worker-crashed', 'The vision worker was given up because it could not load'));
      }
      throw error;
    }
  };

  const startLandmarks = async (): Promise<void> => {
    try {
      await loading;
      const current = ready();
      const reply = await current.call({ type: 'load-landmarks', id: 0 }, 'landmarks-loaded', deadlines.load);
      report = link === current ? reply.report : report;
    } catch (error) {
      // As for the load itself, the next call starts again.
      loadingLandmarks = null;
      throw error;
    }
  };

  const ready = (): WorkerLink => {
    if (link === null || report === null) {
      throw new LifesignError('worker-crashed', isDisposed ? 'The engine is disposed' : 'The engine is not loaded');
    }
    return link;
  };

  return {
    load: async ({ signal, onProgress = () => undefined } = {}) => {
      if (isDisposed) {
        throw new LifesignError('worker-crashed', 'The engine is disposed');
      }
      loading ??= start();
      listeners.add(onProgress);
      try {
        return await (signal === undefined ? loading : abortable(loading, signal));
      } finally {
        listeners.delete(onProgress);
      }
    },
    loadLandmarks: () => {
      loadingLandmarks ??= startLandmarks();
      return loadingLandmarks;
    },
    analyse: async (frame, at, due = null, light = null) => {
      if (isAnalysing) {
        frame.close();
        throw new TypeError('analyse() takes one frame at a time: ask for the next when the last came back');
      }
      isAnalysing = true;
      try {
        const request = { type: 'analyse', id: 0, frame, at, due, light } as const;
        const reply = await ready().call(request, 'analysed', deadlines.analyse, [frame]);
        return reply.analysis;
      } finally {
        isAnalysing = false;
        // A transferred frame is already detached and closing it does nothing; a frame that was not sent must be closed.
        frame.close();
      }
    },
    capture: async () => (await ready().call({ type: 'capture', id: 0 }, 'captured', deadlines.capture)).capture,
    reset: async () => {
      const current = ready();
      try {
        await current.call({ type: 'reset', id: 0 }, 'was-reset', deadlines.reset);
      } catch (error) {
        // The worker may still hold a face, so it is terminated.
        if (link === current) {
          drop(new LifesignError('worker-crashed', 'The vision worker was given up because it could not be reset'));
        }
        throw error;
      }
    },
    get report() {
      return report;
    },
    dispose: () => {
      isDisposed = true;
      drop(new LifesignError('worker-crashed', 'The engine was disposed'));
    },
  };
};

type ReplyOf<T extends VisionReply['type']> = Extract<VisionReply, { type: T }>;

interface WorkerLink {
  /** Sets the request's id. */
  call<T extends VisionReply['type']>(
    request: VisionRequest,
    expected: T,
    deadlineMs: number,
    transfer?: Transferable[],
  ): Promise<ReplyOf<T>>;
  /** Ends the worker and rejects what is pending. */
  close(error: LifesignError): void;
}

interface Pending {
  readonly resolve: (reply: VisionReply) => void;
  readonly reject: (error: LifesignError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const openLink = (
  { createWorker, explainWorker }: Pick<VisionEngineOptions, 'createWorker' | 'explainWorker'>,
  handlers: { onNotice: (notice: VisionNotice) => void; onDead: (error: LifesignError) => void },
): WorkerLink => {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let hasSpoken = false;
  const worker = startWorker(createWorker);

  const settle = (id: number): Pending | undefined => {
    const call = pending.get(id);
    pending.delete(id);
    clearTimeout(call?.timer);
    return call;
  };

  worker.addEventListener('message', ({ data }: MessageEvent<VisionReply | VisionNotice>) => {
    hasSpoken = true;
    if (data.type === 'engine' || data.type === 'progress' || data.type === 'fault') {
      handlers.onNotice(data);
    } else if (data.type === 'failed') {
      settle(data.id)?.reject(fromErrorData(data.error));
    } else {
      settle(data.id)?.resolve(data);
    }
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (hasSpoken || event.message) {
      handlers.onDead(new LifesignError('worker-crashed', event.message || 'The worker crashed'));
    } else {
      // No message, and before any reply: the script itself did not load.
      void noScript(explainWorker).then(handlers.onDead);
    }
  });
  worker.addEventListener('messageerror', () => {
    handlers.onDead(new LifesignError('worker-crashed', 'A message of the worker could not be read'));
  });

  return {
    call: (request, expected, deadlineMs, transfer = []) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        const timer = setTimeout(() => {
          const message = `The vision worker did not answer "${request.type}" within ${deadlineMs} ms`;
          handlers.onDead(new LifesignError('worker-crashed', message, { detail: 'deadline' }));
        }, deadlineMs);
        const accept = (reply: VisionReply): void => {
          if (isReply(reply, expected)) {
            resolve(reply);
          } else {
            reject(new LifesignError('worker-crashed', `The vision worker answered "${reply.type}"`));
          }
        };
        pending.set(id, { resolve: accept, reject, timer });
        try {
          worker.postMessage({ ...request, id }, transfer);
        } catch (cause) {
          settle(id)?.reject(new LifesignError('engine-failed', 'The frame could not be sent', { cause }));
        }
      }),
    close: (error) => {
      worker.terminate();
      for (const id of pending.keys()) {
        settle(id)?.reject(error);
      }
    },
  };
};

const isReply = <T extends VisionReply['type']>(reply: VisionReply, expected: T): reply is ReplyOf<T> =>
  reply.type === expected;

const noScript = async (explainWorker: (() => Promise<string>) | null): Promise<LifesignError> => {
  const why = (await explainWorker?.()) ?? "it is not there, is not JavaScript, or the page's policy forbids it";
  return new LifesignError('asset-load-failed', `The worker's script cannot be loaded: ${why}`, { detail: 'worker' });
};

/** Some browsers throw synchronously for a script on another origin or forbidden by policy. */
const startWorker = (createWorker: () => Worker): Worker => {
  try {
    return createWorker();
  } catch (cause) {
    if (isLifesignError(cause)) {
      throw cause;
    }
    if (cause instanceof DOMException && cause.name === 'SecurityError') {
      const message = `The page's policy or the origin of its script forbids the vision worker: ${cause.message}`;
      throw new LifesignError('asset-load-failed', message, { cause, detail: 'worker' });
    }
    throw new LifesignError('worker-crashed', `The vision worker could not be created: ${String(cause)}`, { cause });
  }
};
