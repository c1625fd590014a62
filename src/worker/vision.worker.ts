/**
 * The worker's entry: handles messages one after the other with the engine. The engine is part of the same script
 * and created on demand: a worker that only answers a probe runs nothing else.
 */
import { LifesignError, toLifesignError } from '../errors.ts';
import { loadEngine, type Engine } from './engine.ts';
import { probe } from './probe.ts';
import type { VisionNotice, VisionReply, VisionRequest } from './protocol.ts';

/** WebGL is tried after this long without a request, because compiling its shaders would delay one. */
const IDLE_MS = 1500;

let engine: Engine | null = null;
let turn: Promise<unknown> = Promise.resolve();
let lastRequestAt = 0;

const post = (message: VisionReply | VisionNotice, transfer: Transferable[] = []): void => {
  self.postMessage(message, { transfer });
};

const loaded = (): Engine => {
  if (engine === null) {
    throw new LifesignError('engine-failed', 'The engine is not loaded');
  }
  return engine;
};

const answer = async (request: VisionRequest): Promise<VisionReply> => {
  const { id } = request;
  switch (request.type) {
    case 'probe':
      return { type: 'probed', id, findings: await probe() };
    case 'load':
      engine ??= await load(request);
      tryWebglWhenIdle(engine);
      return { type: 'loaded', id, report: engine.report };
    case 'load-landmarks':
      await loaded().loadLandmarks();
      return { type: 'landmarks-loaded', id, report: loaded().report };
    case 'analyse':
      return { type: 'analysed', id, analysis: await analyse(request) };
    case 'capture':
      return { type: 'captured', id, capture: await loaded().capture() };
    case 'reset':
      loaded().reset();
      return { type: 'was-reset', id };
  }
};

const load = async ({ assets, detector }: Extract<VisionRequest, { type: 'load' }>): Promise<Engine> => {
  return loadEngine(assets, detector, (share) => post({ type: 'progress', share }));
};

const analyse = async ({ frame, at, due, light }: Extract<VisionRequest, { type: 'analyse' }>) => {
  try {
    const current = loaded();
    const { backend } = current.report.selfTest;
    const analysis = await current.analyse(frame, at, due, light);
    if (current.report.selfTest.backend !== backend) {
      // A lost WebGL context: the net fell back to wasm on its own.
      post({ type: 'engine', report: current.report });
    }
    return analysis;
  } finally {
    frame.close();
  }
};

const tryWebglWhenIdle = (current: Engine): void => {
  setTimeout(() => {
    if (performance.now() - lastRequestAt < IDLE_MS) {
      tryWebglWhenIdle(current);
    } else {
      void tryWebgl(current);
    }
  }, IDLE_MS);
};

const tryWebgl = async (current: Engine): Promise<void> => {
  // If WebGL fails, wasm stays in use, so the failure is not reported.
  const isFaster = await current.tryWebgl().catch(() => false);
  if (isFaster) {
    post({ type: 'engine', report: current.report });
  }
};

const transferable = (reply: VisionReply): Transferable[] =>
  reply.type === 'captured'
    ? [...reply.capture.images, ...(reply.capture.moments ?? []), ...(reply.capture.light ?? [])].map(
        ({ bytes }) => bytes.buffer,
      )
    : [];

const handle = async (request: VisionRequest): Promise<void> => {
  lastRequestAt = performance.now();
  try {
    const reply = await answer(request);
    post(reply, transferable(reply));
  } catch (cause) {
    const fallback = request.type === 'capture' ? 'capture-failed' : 'engine-failed';
    post({ type: 'failed', id: request.id, error: toLifesignError(cause, fallback).toJSON() });
  } finally {
    lastRequestAt = performance.now();
  }
};

const reportFault = (cause: unknown): void => {
  const error = toLifesignError(cause, 'worker-crashed').toJSON();
  post({ type: 'fault', error: { ...error, message: `Nothing in the worker handles this: ${error.message}` } });
};

// Uncaught errors reach the page as error events; unhandled rejections do not, and a request might wait for one forever.
self.addEventListener('unhandledrejection', ({ reason }) => reportFault(reason));
self.addEventListener('messageerror', () => reportFault(new Error('A message of the page could not be read')));

self.addEventListener('message', ({ data }: MessageEvent<VisionRequest>) => {
  turn = turn.then(() => handle(data));
});
