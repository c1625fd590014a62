/** A list of listeners. One that throws is reported; the others are still called. */
export interface Listeners<A extends readonly unknown[]> {
  /** Returns an unsubscribe function. */
  readonly add: (listener: (...news: A) => void) => () => void;
  readonly tell: (...news: A) => void;
}

export const createListeners = <A extends readonly unknown[]>(): Listeners<A> => {
  const listeners = new Set<(...news: A) => void>();
  return {
    add(listener) {
      // A new wrapper each time, so that a function added twice is called twice and removed separately.
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
