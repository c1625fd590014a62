/** Shared by the hosts' pages: a launch with the test kit in place of camera, engine and gateway, and a record of it. */
import { launchSelfieLiveness } from 'lifesign';
import { fakeCamera, scriptedEngine, scriptedGateway } from 'lifesign/testing';

/** The page's own dialog, for a test that opens or closes it while a launch is under way. */
export interface HostDialog {
  open(): void;
  close(): void;
}

export const launchHere = async (): Promise<void> => {
  const recorded = { events: [] as object[], result: null as object | null, callbacks: 0, refused: null };
  const controller = new AbortController();
  Reflect.set(globalThis, 'lifesignTestLaunch', { recorded, abort: () => controller.abort() });
  const camera = fakeCamera({ width: 640, height: 480, frameRate: 15 });
  recorded.result = await launchSelfieLiveness(
    {
      baseUrl: location.origin,
      token: 'token',
      correlationId: 'host',
      language: 'en',
      camera,
      // `?far`: the person is never near enough, so the launch stays in framing.
      engine: scriptedEngine(location.search === '?far' ? { frames: ['too-far'] } : { windowMs: 300 }),
      backend: scriptedGateway({ attempts: [{ result: 'VALID', polls: 0 }] }),
      signal: controller.signal,
      onEvent: (event) => recorded.events.push({ ...event, now: performance.now() }),
    },
    () => {
      recorded.callbacks += 1;
    },
  );
  camera.dispose();
};

export const shareDialog = (dialog: HostDialog): void => {
  Reflect.set(globalThis, 'hostDialog', dialog);
};

/** Long enough to scroll. */
export const LINES = Array.from({ length: 60 }, (_, line) => `Line ${line + 1} of the page behind`);
