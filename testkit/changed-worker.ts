/** A script that changes a worker's globals before the product's worker, to imitate browsers that lack or change features. */

/**
 * @param change statements that run before the product's worker.
 * @param worker address of the product's worker. It is imported, and adds its listener, a moment later: messages that
 * arrive before then are kept and dispatched again.
 */
export const changedWorker = (change: string, worker: string): string => `
  ${change}
  const early = [];
  const keep = (event) => early.push(event.data);
  addEventListener('message', keep);
  import('${worker}').then(() => {
    removeEventListener('message', keep);
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
  });
`;
