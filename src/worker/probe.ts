/** The features that this worker lacks, tested in the worker because a page may have what its workers do not. */
import { CANVAS_NOISE, measureCanvasNoise } from '../vision/canvas-noise.ts';
import type { WorkerFindings, WorkerNeed } from './protocol.ts';

export const probe = async (): Promise<WorkerFindings> => {
  const canvasNoise = await measureCanvasNoise().catch(() => null);
  const has: Readonly<Record<WorkerNeed, boolean>> = {
    'offscreen-canvas': canvasNoise !== null,
    'webassembly': typeof WebAssembly === 'object',
    'web-crypto': typeof globalThis.crypto?.subtle?.digest === 'function',
    'canvas-readback': canvasNoise === null || canvasNoise <= CANVAS_NOISE.tolerated,
  };
  const needs = Object.keys(has) as WorkerNeed[];
  return { missing: needs.filter((need) => !has[need]), canvasNoise };
};
