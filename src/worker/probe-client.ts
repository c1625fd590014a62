/** Asks a worker what is missing there. It is started for this alone, and ended. */
import type { VisionNotice, VisionReply, VisionRequest, WorkerFindings } from './protocol.ts';

/** Rejects when the worker does not start; whoever loads the engine is told why. Never settles when it says nothing. */
export const probeWorker = (createWorker: () => Worker, signal: AbortSignal): Promise<WorkerFindings> =>
  new Promise((resolve, reject) => {
    const worker = createWorker();
    signal.addEventListener('abort', () => worker.terminate());
    worker.addEventListener('message', ({ data }: MessageEvent<VisionReply | VisionNotice>) => {
      if (data.type === 'probed') {
        resolve(data.findings);
      } else if (data.type === 'failed' || data.type === 'fault') {
        reject(new Error(data.error.message));
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error('The worker did not start'));
    });
    worker.postMessage({ type: 'probe', id: 0 } satisfies VisionRequest, []);
  });
