/** Reads `Retry-After`, in seconds or as a date. Milliseconds; null when absent or unreadable. */
export const readRetryAfter = (headers: Headers, now: number = Date.now()): number | null => {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (value === '') {
    return null;
  }
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Math.round(Number(value) * 1000);
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};
