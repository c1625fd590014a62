import { describe, expect, test } from 'vitest';
import { LifesignError } from '../errors.ts';
import type { RefusalFacts } from './camera-error.ts';
import { toCameraError } from './camera-error.ts';

const FACTS: RefusalFacts = { secureContext: true, policyAllows: true, permission: 'prompt' };
const thrown = (name: string, message = 'message') => new DOMException(message, name);

describe('why a camera did not open', () => {
  test.each<readonly [string, DOMException | Error, Partial<RefusalFacts>, string]>([
    [
      'refused by the person',
      thrown('NotAllowedError', 'Permission denied'),
      { permission: 'denied' },
      'permission-user',
    ],
    ['prompt closed by the person', thrown('NotAllowedError'), { permission: 'prompt' }, 'permission-user'],
    [
      'Safari, which gives no details',
      thrown('NotAllowedError'),
      { permission: null, policyAllows: null },
      'permission-user',
    ],
    ['an old WebView', thrown('PermissionDeniedError'), {}, 'permission-user'],
    ['the system, by Chrome', thrown('NotAllowedError', 'Permission denied by system'), {}, 'permission-system'],
    [
      'the system, inferred from the state of the permission',
      thrown('NotAllowedError'),
      { permission: 'granted' },
      'permission-system',
    ],
    ['a frame without allow=camera', thrown('NotAllowedError'), { policyAllows: false }, 'permission-policy'],
    [
      'the policy, by the message',
      thrown('NotAllowedError', 'Violates the Permissions Policy'),
      { policyAllows: null },
      'permission-policy',
    ],
    ['security', thrown('SecurityError'), { permission: 'denied' }, 'permission-user'],
    ['no device', thrown('NotFoundError'), {}, 'camera-none'],
    ['no device, old name', thrown('DevicesNotFoundError'), {}, 'camera-none'],
    ['no matching device', thrown('OverconstrainedError'), {}, 'camera-none'],
    ['in use by another program', thrown('NotReadableError', 'Could not start video source'), {}, 'camera-in-use'],
    ['in use by another program, old name', thrown('TrackStartError'), {}, 'camera-in-use'],
    ['in use by another program, Firefox', thrown('AbortError', 'Starting videoinput failed'), {}, 'camera-in-use'],
    ['no mediaDevices at all', new TypeError("reading 'getUserMedia'"), {}, 'unsupported-browser'],
    ['no mediaDevices without HTTPS', new TypeError('undefined'), { secureContext: false }, 'insecure-context'],
    ['something else', thrown('InvalidStateError'), {}, 'camera-failed'],
  ])('%s', (_, cause, facts, code) => {
    const error = toCameraError(cause, { ...FACTS, ...facts });
    expect(error.code).toBe(code);
    expect(error.detail).toBe(cause.name);
    expect(error.cause).toBe(cause);
  });

  test('an exception of another realm is recognised by its name', () => {
    expect(toCameraError({ name: 'NotReadableError', message: '' }, FACTS).code).toBe('camera-in-use');
  });

  test('a thrown value that is not an error', () => {
    expect(toCameraError('nope', FACTS).code).toBe('camera-failed');
  });

  test('a LifesignError passes through unchanged', () => {
    const error = new LifesignError('camera-lost', 'x');
    expect(toCameraError(error, FACTS)).toBe(error);
  });
});
