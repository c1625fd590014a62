/**
 * Starts the worker from its file. Browsers refuse workers from another origin than the page's: there, a worker from a blob of
 * the page imports the file, for which a content security policy must allow `blob:` and that origin in `worker-src`.
 */
const OPTIONS = { type: 'module', name: 'lifesign-vision' } as const;

export const createModuleWorker = (url: string): Worker => {
  if (new URL(url).origin === location.origin) {
    return new Worker(url, OPTIONS);
  }
  const script = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  const address = URL.createObjectURL(script);
  const worker = new Worker(address, OPTIONS);
  // Not earlier: some browsers fetch the script after the constructor has returned.
  const release = (): void => URL.revokeObjectURL(address);
  worker.addEventListener('message', release, { once: true });
  worker.addEventListener('error', release, { once: true });
  return worker;
};
