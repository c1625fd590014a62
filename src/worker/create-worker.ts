/** In one expression, as bundlers need it to find the worker. */
export const createModuleWorker = (): Worker =>
  new Worker(new URL('./vision.worker.ts', import.meta.url), { type: 'module', name: 'lifesign-vision' });
