import { describe, expect, test } from 'vitest';
import type { SupportNeed, SupportReport } from './support.ts';
import { checkSupport, supportError } from './support.ts';
import { webViewOf } from './web-view.ts';

const report = (missing: readonly SupportNeed[]): SupportReport => ({
  supported: missing.length === 0,
  missing,
  cameras: 1,
  permission: null,
  webView: null,
  canvasNoise: 90,
  deviceMemoryGb: null,
});

test('on a server the report says unsupported, without an error', async () => {
  await expect(checkSupport()).resolves.toMatchObject({ supported: false, missing: ['browser'] });
});

describe('supportError', () => {
  test.each([
    [[], null],
    [['secure-context', 'get-user-media', 'web-crypto'], 'insecure-context'],
    [['camera-policy'], 'permission-policy'],
    [['webassembly', 'offscreen-canvas'], 'unsupported-browser'],
    [['canvas-readback'], 'canvas-blocked'],
    // Allowing canvas readback would not add WebAssembly.
    [['webassembly', 'canvas-readback'], 'unsupported-browser'],
  ] as const)('%j', (missing, code) => {
    expect(supportError(report(missing))?.code ?? null).toBe(code);
  });

  test('names what is missing', () => {
    expect(supportError(report(['webassembly']))?.detail).toBe('webassembly');
  });
});

describe('webViewOf', () => {
  const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 8';
  test.each([
    [`${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, null],
    [`${IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1`, null],
    [`${IPHONE} Mobile/15E148`, 'ios-webview'],
    [`${IPHONE} Mobile/15E148 Instagram 300.0`, 'instagram'],
    [`${IPHONE} Mobile/15E148 Snapchat/12.5`, 'snapchat'],
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/450.0]`, 'facebook'],
    [`${ANDROID}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36`, null],
    [`${ANDROID}; wv) AppleWebKit/537.36 Version/4.0 Chrome/126.0 Mobile Safari/537.36`, 'android-webview'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', null],
  ])('%s', (userAgent, expected) => {
    expect(webViewOf(userAgent)).toBe(expected);
  });
});
