/** Work that two places can do: when the first fails, the second does it, and for a while the first is not tried. */

/** So that not every request waits for the first to fail. */
const SECOND_FOR_MS = 5000;

export interface FallbackNews {
  /** Called once, when the first fails. */
  readonly failed: (error: unknown) => void;
  /** Called once, when it answers again. */
  readonly back: () => void;
}

export type Fallback = <Result>(first: () => Promise<Result>, second: () => Promise<Result>) => Promise<Result>;

export const createFallback = ({ failed, back }: FallbackNews): Fallback => {
  /** On the process's own clock; null while the first is tried. */
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
