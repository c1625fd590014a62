import { expect, it } from 'vitest';
import { surroundingsOf } from './surroundings.ts';

const MOZILLA = 'Mozilla/5.0';
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE = '(iPhone; CPU iPhone OS 18_1 like Mac OS X)';
const MAC = '(Macintosh; Intel Mac OS X 10_15_7)';
const ANDROID = '(Linux; Android 15; Pixel 9)';

it.each([
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${BLINK} Chrome/142.0.0.0 Safari/537.36`, 0, 'chrome-desktop', 'windows'],
  [`${MOZILLA} (Windows NT 10.0) ${BLINK} Chrome/142.0 Safari/537.36 Edg/142.0`, 10, 'chrome-desktop', 'windows'],
  [`${MOZILLA} ${MAC} ${BLINK} Chrome/142.0.0.0 Safari/537.36`, 0, 'chrome-desktop', 'mac'],
  [`${MOZILLA} ${MAC} ${WEBKIT} Version/18.1 Safari/605.1.15`, 0, 'safari-mac', 'mac'],
  [`${MOZILLA} ${MAC} ${WEBKIT} Version/18.1 Safari/605.1.15`, 5, 'safari-ios', 'ios'],
  [`${MOZILLA} ${IPHONE} ${WEBKIT} Version/18.1 Mobile/15E148 Safari/604.1`, 5, 'safari-ios', 'ios'],
  [`${MOZILLA} ${IPHONE} ${WEBKIT} CriOS/142.0 Mobile/15E148 Safari/604.1`, 5, 'other-browser', 'ios'],
  [`${MOZILLA} ${IPHONE} ${WEBKIT} Mobile/15E148`, 5, 'in-app', 'ios'],
  [`${MOZILLA} ${IPHONE} ${WEBKIT} Mobile/15E148 Instagram 350.0`, 5, 'in-app', 'ios'],
  [`${MOZILLA} ${ANDROID} ${BLINK} Chrome/142.0 Mobile Safari/537.36 Snapchat/12.5`, 5, 'in-app', 'android'],
  [`${MOZILLA} ${ANDROID} ${BLINK} Chrome/142.0 Mobile Safari/537.36`, 5, 'chrome-android', 'android'],
  [
    `${MOZILLA} (Linux; Android 15; Pixel 9; wv) ${BLINK} Version/4.0 Chrome/142.0 Mobile Safari/537.36`,
    5,
    'in-app',
    'android',
  ],
  [`${MOZILLA} (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0`, 5, 'firefox-android', 'android'],
  [`${MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0`, 0, 'firefox-desktop', 'other'],
  ['', 0, 'other-browser', 'other'],
] as const)('%s with %i touch points', (userAgent, touchPoints, place, system) => {
  expect(surroundingsOf(userAgent, touchPoints)).toEqual({ place, system });
});
