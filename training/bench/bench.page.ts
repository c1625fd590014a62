/** The page only starts the worker, and records long tasks on its own thread. */
import { START, type BenchReply, type PageReport, type Start } from './protocol.ts';

const start: Start = (request) =>
  new Promise<PageReport>((resolve, reject) => {
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((list) => {
      longestTaskMs = Math.max(longestTaskMs, ...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ type: 'longtask' });
    const worker = new Worker(new URL('bench.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<BenchReply>) => {
      worker.terminate();
      observer.disconnect();
      if ('error' in data) {
        reject(new Error(data.error));
      } else {
        resolve({ results: data.results, longestTaskMs });
      }
    });
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message));
    });
    worker.postMessage(request, []);
  });

Reflect.set(globalThis, START, start);
