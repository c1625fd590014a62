/** Timeout for device queries, which some WebViews never answer. Milliseconds. */
const ANSWER_MS = 1_500;

/** Null when the query is rejected, or takes longer than `ms`. */
export const within = async <T>(answer: Promise<T>, ms = ANSWER_MS): Promise<T | null> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([answer, silence]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};
