/** Those who want to be told. One that throws is reported and does not keep the others from hearing. */
export interface Listeners<A extends readonly unknown[]> {
  /** Returns an unsubscribe function. */
  readonly add: (listener: (...news: A) => void) => () => void;
  readonly tell: (...news: A) => void;
}

export const createListeners = <A extends readonly unknown[]>(): Listeners<A> => {
  const listeners = new Set<(...news: A) => void>();
  return {
    add(listener) {
      // A wrapper of its own, so that one function added twice is told twice and removed one by one.
      const entry = (...news: A): void => listener(...news);
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    tell(...news) {
      for (const listener of listeners) {
        try {
          listener(...news);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
};
