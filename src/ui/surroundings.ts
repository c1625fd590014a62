/** Browser and system, only to choose the text that explains where a permission switch is. */
import { webViewOf } from '../web-view.ts';
import type { OperatingSystem, Place } from './strings/strings.ts';

export interface Surroundings {
  readonly place: Place;
  readonly system: OperatingSystem;
}

/** `touchPoints` tells an iPad, whose user agent is a Mac's, from a Mac. */
export const surroundingsOf = (userAgent: string, touchPoints: number): Surroundings => {
  const system = systemOf(userAgent, touchPoints);
  return { place: placeOf(userAgent, system), system };
};

const systemOf = (userAgent: string, touchPoints: number): OperatingSystem => {
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

const placeOf = (userAgent: string, system: OperatingSystem): Place => {
  // An iPad with a Mac's user agent does not name Safari in a web view either.
  if (webViewOf(userAgent) !== null || (system === 'ios' && !/Safari\//.test(userAgent))) {
    return 'in-app';
  }
  if (system === 'ios') {
    return /CriOS|FxiOS|EdgiOS/.test(userAgent) ? 'other-browser' : 'safari-ios';
  }
  if (/Firefox\//.test(userAgent)) {
    return system === 'android' ? 'firefox-android' : 'firefox-desktop';
  }
  if (/Chrome\//.test(userAgent)) {
    return system === 'android' ? 'chrome-android' : 'chrome-desktop';
  }
  return /Safari\//.test(userAgent) && system === 'mac' ? 'safari-mac' : 'other-browser';
};
