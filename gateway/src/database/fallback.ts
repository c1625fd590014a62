/** Work that can be done in two places: where the first fails, the second does it, and for a while without asking the first. */

/** So that not every request waits for the next failure. */
const SECOND_FOR_MS = 5000;

export interface FallbackNews {
  /** Once, when the first fails. */
  readonly failed: (error: unknown) => void;
  /** Once, when it answers again. */
  readonly back: () => void;
}

export type Fallback = <Result>(first: () => Promise<Result>, second: () => Promise<Result>) => Promise<Result>;

export const createFallback = ({ failed, back }: FallbackNews): Fallback => {
  /** Of the process's own clock; null while the first is asked. */
  let askAgainAt: number | null = null;
  return async (first, second) => {
    if (askAgainAt !== null && performance.now() < askAgainAt) {
      return second();
    }
    try {
      const answer = await first();
      if (askAgainAt !== null) {
        askAgainAt = null;
        back();
      }
      return answer;
    } catch (error) {
      if (askAgainAt === null) {
        failed(error);
      }
      askAgainAt = performance.now() + SECOND_FOR_MS;
      return second();
    }
  };
};
