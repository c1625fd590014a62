/** Whole launches through the public entry, with the test kit in place of camera, engine and gateway. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentVerificationResult } from './contract/index.ts';
import { initialise, launchSelfieLiveness, launchSelfieVerification } from './index.ts';
import type { LaunchConfig } from './index.ts';
import { fakeCamera, scriptedEngine, scriptedGateway } from './testing/index.ts';
import type { EngineScript, FakeCamera, GatewayScript } from './testing/index.ts';
import type { LifesignSelfie } from './ui/lifesign-selfie.ts';

let camera: FakeCamera;

beforeEach(() => {
  camera = fakeCamera({ width: 640, height: 480, frameRate: 15 });
});

afterEach(() => {
  camera.dispose();
  document.body.replaceChildren();
});

const configOf = (
  { gateway = {}, engine = {} }: { gateway?: GatewayScript; engine?: EngineScript } = {},
  changes: Partial<LaunchConfig> = {},
): LaunchConfig => ({
  baseUrl: 'https://gateway.example/',
  token: 'token',
  correlationId: 'session-1',
  language: 'en',
  camera,
  engine: scriptedEngine({ windowMs: 300, ...engine }),
  backend: scriptedGateway(gateway),
  ...changes,
});

const element = (): LifesignSelfie => {
  const found = document.querySelector('lifesign-selfie');
  if (found === null) {
    throw new Error('No flow on the page');
  }
  return found;
};

const click = async (selector: string, label: string): Promise<void> => {
  await vi.waitFor(
    () => {
      const button = element().shadowRoot?.querySelector<HTMLButtonElement>(selector);
      expect(button?.textContent?.trim()).toBe(label);
      expect(button?.disabled).toBe(false);
      button?.click();
    },
    { timeout: 30_000, interval: 30 },
  );
};

const begin = (): Promise<void> => click('.button.primary', 'Take my selfie');

const CANCELLED = { correlationId: 'session-1', status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } };

describe('a launch', () => {
  it('ends with one result, the same for callback and promise, and removes its element', async () => {
    const callback = vi.fn<(result: DocumentVerificationResult) => void>();
    const launched = launchSelfieLiveness(configOf(), callback);
    await begin();
    const result = await launched;
    expect(result).toMatchObject({ correlationId: 'session-1', status: 'COMPLETED' });
    expect(result.submissionId).toMatch(/\S/);
    expect(callback).toHaveBeenCalledExactlyOnceWith(result);
    await vi.waitFor(() => expect(document.querySelector('lifesign-selfie')).toBeNull());
    expect(camera.openStreams).toBe(0);
    expect(document.adoptedStyleSheets).toEqual([]);
  });

  it('reports at once that a camera is too small, before an attempt is used', async () => {
    camera.dispose();
    camera = fakeCamera({ width: 240, height: 426, frameRate: 15 });
    const gateway = scriptedGateway();
    const launched = launchSelfieLiveness(configOf({}, { backend: gateway }));
    await begin();
    await vi.waitFor(() => {
      expect(element().shadowRoot?.querySelector('.heading')?.textContent).toBe(
        'The picture of this camera is too small',
      );
    }, 20_000);
    element().shadowRoot?.querySelector<HTMLButtonElement>('[part=close-button]')?.click();
    expect(await launched).toMatchObject({
      status: 'ERROR',
      extra: { errorCode: 'CAMERA', detailedErrorCode: 'camera-too-small' },
    });
    expect(gateway.submitted).toHaveLength(0);
    expect(camera.openStreams).toBe(0);
  });

  it('lets a person try again', async () => {
    const launched = launchSelfieVerification(
      configOf({
        gateway: {
          attempts: [
            { result: 'INVALID', polls: 0 },
            { result: 'VALID', polls: 0 },
          ],
        },
      }),
    );
    await begin();
    await click('.button.primary', 'Try again');
    expect(await launched).toMatchObject({ status: 'COMPLETED' });
  });

  it('shows the last screen before it resolves', async () => {
    const launched = launchSelfieLiveness(
      configOf({ gateway: { attempts: [{ result: 'INVALID', polls: 0, nextAction: 'EXIT' }] } }),
    );
    await begin();
    await click('.button.primary', 'Close');
    expect(await launched).toMatchObject({
      status: 'ERROR',
      extra: { errorCode: 'VERIFICATION', detailedErrorCode: 'NOT_LIVE' },
    });
  });

  it('copies the config at the call', async () => {
    const config = configOf();
    const launched = launchSelfieLiveness(config);
    Object.assign(config, { correlationId: 'session-2', language: 'ar', backend: null });
    await begin();
    expect(await launched).toMatchObject({ correlationId: 'session-1', status: 'COMPLETED' });
  });

  it('warns the developer about an unknown setting', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    const ended = new AbortController();
    const config = configOf({}, { theme: null, container: null, signal: ended.signal });
    const launched = launchSelfieLiveness(Object.assign(config, { onevent: () => undefined }));
    await vi.waitFor(() => expect(warned).toHaveBeenCalled(), { timeout: 30_000 });
    ended.abort();
    await launched;
    expect(warned).toHaveBeenCalledExactlyOnceWith('lifesign: onevent is no setting and is not used');
    warned.mockRestore();
  });

  it('survives a callback that throws', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const mistake = new Error('of the page');
    const launched = launchSelfieLiveness(configOf(), () => {
      throw mistake;
    });
    await begin();
    await click('[part=close-button]', '');
    expect((await launched).status).toBe('NOT_COMPLETED');
    expect(reported).toHaveBeenCalledExactlyOnceWith(mistake);
    vi.unstubAllGlobals();
  });

  it('renders into a given container', async () => {
    const container = document.createElement('div');
    document.body.append(container);
    const launched = launchSelfieLiveness(configOf({}, { container }));
    await begin();
    expect(container.querySelector('lifesign-selfie')).not.toBeNull();
    expect(element().shadowRoot?.querySelector('dialog')).toBeNull();
    expect((await launched).status).toBe('COMPLETED');
    await vi.waitFor(() => expect(container.childElementCount).toBe(0));
  });
});

describe('leaving', () => {
  it.each([
    ['the button', () => element().shadowRoot?.querySelector<HTMLElement>('[part=close-button]')?.click()],
    ['the removal of the element', () => element().remove()],
  ])('by %s gives USER_CANCELLED once and releases the camera', async (_, leave) => {
    const callback = vi.fn();
    const launched = launchSelfieLiveness(configOf({ engine: { frames: ['no-face'] } }), callback);
    await begin();
    await vi.waitFor(() => expect(camera.openStreams).toBe(1), 20_000);
    leave();
    expect(await launched).toMatchObject(CANCELLED);
    expect(callback).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(camera.openStreams).toBe(0));
    await vi.waitFor(() => expect(document.querySelector('lifesign-selfie')).toBeNull());
  });

  it('by the signal of the page, also before anything was shown', async () => {
    const controller = new AbortController();
    const launched = launchSelfieLiveness(configOf({}, { signal: controller.signal }));
    await begin();
    controller.abort();
    expect(await launched).toMatchObject(CANCELLED);
    const seen = vi.fn();
    const observer = new MutationObserver(seen);
    observer.observe(document.body, { childList: true, subtree: true });
    expect(await launchSelfieLiveness(configOf({}, { signal: AbortSignal.abort() }))).toMatchObject(CANCELLED);
    observer.disconnect();
    expect(seen).not.toHaveBeenCalled();
  });

  it('by the signal allows the next launch at once, as React’s StrictMode needs', async () => {
    const aborted = [new AbortController(), new AbortController()].map((controller) => {
      const launched = launchSelfieLiveness(configOf({}, { signal: controller.signal }));
      controller.abort();
      return launched;
    });
    const third = launchSelfieLiveness(configOf());
    expect(await Promise.all(aborted)).toMatchObject([CANCELLED, CANCELLED]);
    await begin();
    expect((await third).status).toBe('COMPLETED');
    expect(camera.openStreams).toBe(0);
  });
});

describe('mistakes', () => {
  it('reject with a TypeError and no result', async () => {
    const callback = vi.fn();
    await expect(launchSelfieLiveness({ ...configOf(), correlationId: ' ' }, callback)).rejects.toThrow(TypeError);
    expect(callback).not.toHaveBeenCalled();
  });

  it('include a container outside the document', async () => {
    const callback = vi.fn();
    const mistaken = { ...configOf(), container: document.createElement('div') };
    await expect(launchSelfieLiveness(mistaken, callback)).rejects.toThrow(/in the page/);
    expect(callback).not.toHaveBeenCalled();
  });

  it('include assets without an address; the next launch can begin', async () => {
    const callback = vi.fn();
    const mistaken = { ...configOf(), assetsUrl: 'https://cdn.example:assets/' };
    await expect(launchSelfieLiveness(mistaken, callback)).rejects.toThrow(TypeError);
    await expect(initialise({ assetsUrl: mistaken.assetsUrl })).rejects.toThrow(/^lifesign: assetsUrl /);
    expect(callback).not.toHaveBeenCalled();
    const launched = launchSelfieLiveness(configOf());
    await click('[part=close-button]', '');
    expect(await launched).toMatchObject(CANCELLED);
  });

  it('include a second launch while one is open; the first goes on', async () => {
    const callback = vi.fn();
    const first = launchSelfieLiveness(configOf());
    await expect(launchSelfieLiveness(configOf(), callback)).rejects.toThrow(/open already/);
    expect(callback).not.toHaveBeenCalled();
    await begin();
    expect((await first).status).toBe('COMPLETED');
  });
});

it('shows the reason before it resolves, and is removed at once when that screen is closed', async () => {
  const launched = launchSelfieLiveness(configOf({ engine: { loadFailure: 'asset-mismatch' } }));
  await click('.button.primary', 'Close');
  expect(await launched).toMatchObject({
    status: 'ERROR',
    extra: { errorCode: 'SECURITY', detailedErrorCode: 'asset-mismatch' },
  });
  await vi.waitFor(() => expect(document.querySelector('lifesign-selfie')).toBeNull());
});

it('ends in a result when no session can be created, and the next launch can begin', async () => {
  const backend = Object.defineProperty(scriptedGateway({}), 'asksChallenges', {
    get: () => {
      throw new Error('of the page');
    },
  });
  expect(await launchSelfieLiveness(configOf({}, { backend }))).toMatchObject({
    correlationId: 'session-1',
    status: 'ERROR',
    extra: { detailedErrorCode: 'internal' },
  });
  const launched = launchSelfieLiveness(configOf());
  await click('[part=close-button]', '');
  expect(await launched).toMatchObject(CANCELLED);
});

it('uses CoE when the backend of an untyped page is null', async () => {
  const launched = launchSelfieLiveness({ ...configOf(), backend: null } as unknown as LaunchConfig);
  await click('[part=close-button]', '');
  expect(await launched).toMatchObject(CANCELLED);
});

it('waits for the person when the gateway refuses, then resolves', async () => {
  const launched = launchSelfieLiveness(configOf({ gateway: { failures: { begin: ['api-unauthorized'] } } }));
  await begin();
  await click('.button.primary', 'Close');
  expect(await launched).toMatchObject({ status: 'ERROR', extra: { errorCode: 'API' } });
});

it('begins by itself as an element once the backend is set, and reports by events', async () => {
  const { defined } = await import('./define.ts');
  await defined;
  document.body.innerHTML = '<lifesign-selfie language="en" correlation-id="session-1"></lifesign-selfie>';
  const flow = element();
  const result = new Promise<DocumentVerificationResult>((resolve) => {
    document.body.addEventListener('lifesign-result', (event) => resolve(event.result), { once: true });
  });
  const settings = { camera, engine: scriptedEngine({ windowMs: 300 }) };
  flow.settings = settings;
  flow.setAttribute('base-url', 'https://gateway.example');
  await flow.updateComplete;
  expect(flow.shadowRoot?.querySelector('.frame')).toBeNull();
  flow.settings = { ...settings, backend: scriptedGateway({}) };
  await vi.waitFor(() => expect(flow.shadowRoot?.querySelector('.frame')).not.toBeNull(), { timeout: 30_000 });
  // A given backend does not use the token, so a change of it does not restart the launch.
  flow.setAttribute('token', 'token');
  await begin();
  expect(await result).toMatchObject({ correlationId: 'session-1', status: 'COMPLETED' });
  expect(flow.isConnected).toBe(true);
  expect(flow.hidden).toBe(false);
});
