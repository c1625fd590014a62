/** Which system a browser runs on, by its user agent. */
export type OperatingSystem = 'android' | 'ios' | 'mac' | 'windows' | 'other';

/** `touchPoints` distinguishes an iPad, which reports itself as a Mac, from a Mac. */
export const systemOf = (userAgent: string, touchPoints: number): OperatingSystem => {
  if (/Android/.test(userAgent)) {
    return 'android';
  }
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) {
    return 'ios';
  }
  if (/Macintosh/.test(userAgent)) {
    return 'mac';
  }
  return /Windows/.test(userAgent) ? 'windows' : 'other';
};

/** Phones and tablets: devices that a computer may hand off to. */
export const isHandheld = (userAgent: string, touchPoints: number): boolean =>
  ['android', 'ios'].includes(systemOf(userAgent, touchPoints));
