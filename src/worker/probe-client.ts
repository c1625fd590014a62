/** Starts a worker, asks it which features it lacks, and terminates it. */
import type { VisionNotice, VisionReply, VisionRequest, WorkerFindings } from './protocol.ts';

/** Rejects when the worker does not start (loading the engine reports why). Never settles when the worker does not answer. */
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
