/** Which browser on which system, only to choose the texts that tell where a switch is; nothing else depends on it. */
import { type OperatingSystem, systemOf } from '../operating-system.ts';
import { webViewOf } from '../web-view.ts';
import type { Place } from './strings/strings.ts';

export interface Surroundings {
  readonly place: Place;
  readonly system: OperatingSystem;
}

export const surroundingsOf = (userAgent: string, touchPoints: number): Surroundings => {
  const system = systemOf(userAgent, touchPoints);
  return { place: placeOf(userAgent, system), system };
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
