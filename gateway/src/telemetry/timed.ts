/** Runs `work` and tells a metric whether it succeeded, and how long it took, seconds. */
export const timed = async <Result>(
  work: () => Promise<Result>,
  tell: (isDone: boolean, seconds: number) => void,
): Promise<Result> => {
  const startedAt = performance.now();
  const end = (isDone: boolean): void => tell(isDone, (performance.now() - startedAt) / 1000);
  try {
    const result = await work();
    end(true);
    return result;
  } catch (error) {
    end(false);
    throw error;
  }
};
