/**
 * Starts the worker from its file. Browsers start no worker from another origin than the page's: there, a worker made on
 * the page imports it, for which a content security policy must allow `blob:` and that origin in `worker-src`.
 */
const OPTIONS = { type: 'module', name: 'lifesign-vision' } as const;

export const createModuleWorker = (url: string): Worker => {
  if (new URL(url).origin === location.origin) {
    return new Worker(url, OPTIONS);
  }
  const script = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  const address = URL.createObjectURL(script);
  const worker = new Worker(address, OPTIONS);
  // Not sooner: some browsers fetch it later than the worker is made.
  const release = (): void => URL.revokeObjectURL(address);
  worker.addEventListener('message', release, { once: true });
  worker.addEventListener('error', release, { once: true });
  return worker;
};
