import { afterEach, describe, expect, test, vi } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import type { SessionConfig } from './options.ts';
import { normalise } from './options.ts';
import { scriptedGateway } from './testing/scripted-gateway.ts';
import { SDK_VERSION } from './version.ts';

const required = { baseUrl: 'https://gateway.example', token: 't', correlationId: 'c' };

describe('normalise', () => {
  test('fills every missing field with the documented default', () => {
    expect(normalise('liveness', required)).toMatchObject({
      flow: 'liveness',
      access: { backend: null, baseUrl: 'https://gateway.example', token: 't', onTokenExpired: null },
      correlationId: 'c',
      language: 'id',
      signal: null,
      camera: { deviceId: null, facingMode: 'user', allowSwitch: true, getStream: null },
      preferPassive: false,
      staticUrl: null,
      createWorker: null,
      detector: 'blazeface',
      engine: null,
    });
    const { helpCenter, onEvent } = normalise('liveness', required);
    expect(helpCenter.isHelpCTAVisible('CAMERA_ISSUE')).toBe(false);
    expect(onEvent).toBeTypeOf('function');
  });

  test.each([
    ['https://gateway.example', 'https://gateway.example'],
    ['https://gateway.example/', 'https://gateway.example'],
    ['https://gateway.example:8443/base//', 'https://gateway.example:8443/base'],
    ['http://127.0.0.1:8080/gateway/?x=1#y', 'http://127.0.0.1:8080/gateway'],
  ])('baseUrl %s', (given, expected) => {
    expect(normalise('verification', { ...required, baseUrl: given }).access).toMatchObject({ baseUrl: expected });
  });

  test.each([
    ['https://cdn.example/sdk/assets', 'https://cdn.example/sdk/assets'],
    ['https://cdn.example', 'https://cdn.example/'],
    ['', null],
  ])('staticUrl %s, also by its former name', (given, expected) => {
    expect(normalise('liveness', { ...required, staticUrl: given }).staticUrl).toBe(expected);
    expect(normalise('liveness', { ...required, assetsUrl: given }).staticUrl).toBe(expected);
    expect(normalise('liveness', { ...required, staticUrl: given, assetsUrl: 'https://old.example/' }).staticUrl).toBe(
      expected ?? 'https://old.example/',
    );
  });

  describe('a relative staticUrl', () => {
    afterEach(() => vi.unstubAllGlobals());

    test('becomes absolute', () => {
      vi.stubGlobal('location', { href: 'https://partner.example/check/index.html' });
      expect(normalise('liveness', { ...required, staticUrl: 'assets/' }).staticUrl).toBe(
        'https://partner.example/check/assets/',
      );
    });

    test('is a TypeError on a page without an address', () => {
      vi.stubGlobal('location', { href: 'about:srcdoc' });
      expect(() => normalise('liveness', { ...required, staticUrl: 'assets/' })).toThrow(/^lifesign: staticUrl /);
    });
  });

  test('another detector, where the page chose it', () => {
    expect(normalise('liveness', { ...required, detector: 'mediapipe' }).detector).toBe('mediapipe');
  });

  test('a backend replaces address and token', () => {
    const backend = scriptedGateway({});
    expect(normalise('liveness', { correlationId: 'c', backend }).access).toEqual({ backend });
    // One config for all families: fields that the chosen one does not use are ignored.
    expect(normalise('liveness', { ...required, token: ' ', backend }).access).toEqual({ backend });
  });

  test.each<readonly [string, unknown]>([
    ['no config', null],
    ['no baseUrl', { ...required, baseUrl: undefined }],
    ['an empty token', { ...required, token: ' ' }],
    ['neither token nor backend', { correlationId: 'c', baseUrl: required.baseUrl }],
    ['a backend without its methods', { ...required, backend: { begin: () => undefined } }],
    ['a backend without a correlationId', { backend: scriptedGateway({}) }],
    ['a correlationId that is a number', { ...required, correlationId: 7 }],
    ['a baseUrl that is not a URL', { ...required, baseUrl: 'gateway' }],
    ['a baseUrl of another scheme', { ...required, baseUrl: 'javascript:alert(1)' }],
    ['a staticUrl that is not a URL', { ...required, staticUrl: 'https://cdn.example:assets/' }],
    ['an assetsUrl that is not a string', { ...required, assetsUrl: 3 }],
    ['a relative staticUrl without a page', { ...required, staticUrl: 'assets/' }],
    ['a language that is not a string', { ...required, language: 3 }],
    ['a facing mode that does not exist', { ...required, camera: { facingMode: 'left' } }],
    ['an onEvent that is not a function', { ...required, onEvent: 'log' }],
    ['a detector that does not exist', { ...required, detector: 'tasks' }],
    ['a help centre with one of its two fields', { ...required, helpCenter: { isHelpCTAVisible: () => true } }],
  ])('%s is a TypeError whose message has no token', (_, config) => {
    const run = (): unknown => normalise('liveness', config as SessionConfig);
    expect(run).toThrow(TypeError);
    expect(run).toThrow(/^lifesign: /);
  });
});

test("the version in the evidence is the package's", () => {
  expect(SDK_VERSION).toBe(manifest.version);
});
