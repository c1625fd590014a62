/** A limited quantity, such as pixels in memory: a caller that needs more than is free waits, in the order of calls. */

export interface Share {
  /** Resolves with a function that releases it. A request for more than the total takes the total. Rejects when the signal aborts first. */
  take(amount: number, signal?: AbortSignal): Promise<() => void>;
}

interface Waiter {
  readonly amount: number;
  readonly admit: (giveBack: () => void) => void;
}

export const createShare = (total: number): Share => {
  let free = total;
  const waiting: Waiter[] = [];

  const giveBackOnce = (amount: number): (() => void) => {
    let isHeld = true;
    return () => {
      if (isHeld) {
        isHeld = false;
        free += amount;
        admitNext();
      }
    };
  };

  const admitNext = (): void => {
    for (let next = waiting[0]; next !== undefined && next.amount <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.amount;
      next.admit(giveBackOnce(next.amount));
    }
  };

  return {
    take: (wanted, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const leave = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(signal?.reason as Error);
          // The next waiting caller may need less.
          admitNext();
        };
        const waiter: Waiter = {
          amount: Math.min(wanted, total),
          admit: (giveBack) => {
            signal?.removeEventListener('abort', leave);
            resolve(giveBack);
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(waiter);
        admitNext();
      }),
  };
};
