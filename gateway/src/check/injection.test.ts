import { expect, test } from 'vitest';
import { verificationResultOf } from '../families/coe/rules/status.ts';
import { injectionDoubt } from './injection.ts';

const honest = { virtualCameraLabel: false, cameraApiPatched: false, webdriver: false, settingsIncoherent: false };

test.each([
  ['nothing', honest, 0, [], 'LOW'],
  ['a fault of a browser', { ...honest, settingsIncoherent: true }, 0.2, ['settingsIncoherent'], 'LOW'],
  ['an automated browser', { ...honest, webdriver: true }, 0.3, ['webdriver'], 'MEDIUM'],
  ['a frozen picture', { ...honest, repeatedShare: 0.5 }, 0.3, ['repeats'], 'MEDIUM'],
  [
    'a virtual camera in a patched page',
    { ...honest, virtualCameraLabel: true, cameraApiPatched: true },
    0.7,
    ['virtualCameraLabel', 'cameraApiPatched'],
    'HIGH',
  ],
  ['a device without signals', { virtualCamera: true }, 0.5, ['unsaid'], 'MEDIUM'],
])('signs of injection: %s', (_what, injection, score, signs, riskLevel) => {
  const doubt = injectionDoubt(injection);
  expect(doubt).toEqual({ score, signs });
  const passed = { status: 'COMPLETED', result: 'VALID', reasonCode: null } as const;
  expect(verificationResultOf(passed, { confidence: 0.9 }, 'live', doubt.score)).toMatchObject({ riskLevel });
});
