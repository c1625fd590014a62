/**
 * The same journeys of the whole product in Chromium, Firefox and WebKitGTK: the shared gateway, the engine as it ships,
 * recorded people and attacks. Each browser is started once. e2e/journeys has many more, in Chromium.
 */
import { expect, test as base } from '@playwright/test';
import { FIREFOX, missing, WEBKIT_DRIVER, XVFB } from '../../scripts/other-browsers.ts';
import { NO_CLIPS, readClip } from '../../testkit/recordings.ts';
import { openAtPartner, partnerKnows, type Opened } from '../harness/partner.ts';
import { stackAddress } from '../harness/stack.ts';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import { begin, end, lookAt, loseCamera, press, until, type Source } from './journey.ts';
import { startScreen, type Screen } from './screen.ts';
import type { Visitor } from './visitor.ts';
import { openWebKit } from './webkit.ts';

interface Engine {
  readonly name: string;
  readonly missing: string | null;
  readonly open: () => Promise<Visitor>;
  /** The camera source that is refused. */
  readonly refused: Source;
  /** Steps that are impossible in this browser, with the reason. */
  readonly without: readonly string[];
}

/** Stops the screen together with the browser on it. */
const onScreen = async (open: (screen: Screen) => Promise<Visitor>): Promise<Visitor> => {
  const screen = await startScreen();
  const visitor = await open(screen);
  return {
    ...visitor,
    [Symbol.asyncDispose]: async () => {
      await visitor[Symbol.asyncDispose]();
      await screen[Symbol.asyncDispose]();
    },
  };
};

const BY_STREAM = 'so recordings come by camera.getStream';

const ENGINES: readonly Engine[] = [
  {
    name: 'Chromium',
    missing: null,
    open: () => openChromium(['--use-fake-ui-for-media-stream=deny', '--use-fake-device-for-media-stream']),
    refused: 'device',
    without: [],
  },
  {
    name: 'Firefox',
    missing: missing([FIREFOX, XVFB]),
    open: () =>
      onScreen(({ display }) =>
        openFirefox({
          display,
          // The browser's test pattern as the camera, which is refused to every site.
          preferences: { 'media.navigator.streams.fake': true, 'permissions.default.camera': 2 },
        }),
      ),
    refused: 'device',
    without: [`frames by getUserMedia: its made-up camera shows a test pattern, ${BY_STREAM}`],
  },
  {
    name: 'WebKitGTK',
    missing: missing([WEBKIT_DRIVER, XVFB]),
    open: () => onScreen(openWebKit),
    refused: 'refusing',
    without: [
      `frames by getUserMedia: its driver offers no made-up camera, ${BY_STREAM}`,
      'a refusal by the browser: its driver sets no permissions, so camera.getStream rejects as a refusal does',
    ],
  },
];

const SLOW = 180_000;

const test = base.extend<{
  atPartner: (outcome?: string) => Promise<Opened>;
  knows: (opened: Opened) => Promise<unknown>;
}>({
  /** Opens a launch at the partner, by the sandbox where an outcome is named. */
  atPartner: async ({ playwright }, use) => {
    const request = await playwright.request.newContext({ baseURL: stackAddress() });
    await use((outcome) =>
      openAtPartner(
        { request },
        {
          flow: 'liveness',
          partner: outcome === undefined ? 'demo' : 'sandbox',
          ...(outcome === undefined ? {} : { outcome }),
        },
      ),
    );
    await request.dispose();
  },
  /** Reads what the partner's server knows about a launch. */
  knows: async ({ playwright }, use) => {
    const request = await playwright.request.newContext({ baseURL: stackAddress() });
    await use(({ correlationId }) => partnerKnows({ request }, correlationId));
    await request.dispose();
  },
});

// One browser for the tests of a group.
test.describe.configure({ mode: 'default', timeout: SLOW });

for (const engine of ENGINES) {
  test.describe(engine.name, () => {
    test.skip(engine.missing !== null, engine.missing ?? '');

    let visitor: Visitor;
    test.beforeAll(async () => {
      visitor = await engine.open();
    });
    test.afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
    });
    test.beforeEach(() => {
      // For the summary of `npm test`.
      test.info().annotations.push({ type: 'engine', description: visitor.name });
      test.info().annotations.push(...engine.without.map((description) => ({ type: 'without', description })));
    });

    const clip = async (name: string): Promise<Source> => {
      const frames = await readClip(name);
      test.skip(frames === null, NO_CLIPS);
      return frames ?? 'refusing';
    };

    test('a recorded person is accepted, and the partner knows it', async ({ atPartner, knows }) => {
      const opened = await atPartner();
      await begin(visitor, stackAddress(), { opened, camera: await clip('s12-live') });
      await until(visitor, 'intro');
      await press(visitor, 'primary');
      const { result, phases, streams } = await end(visitor);
      expect(result).toEqual({
        correlationId: opened.correlationId,
        status: 'COMPLETED',
        submissionId: expect.any(String),
      });
      expect(phases).toEqual(expect.arrayContaining(['framing', 'holding', 'capturing', 'submitting', 'done']));
      expect(streams).toEqual({ opened: 1, live: 0 });
      expect(await knows(opened)).toMatchObject({ status: 'COMPLETED', result: 'VALID' });
    });

    test('a recorded attack is refused on the device', async ({ atPartner, knows }) => {
      const opened = await atPartner();
      await begin(visitor, stackAddress(), { opened, camera: await clip('s12-spoof') });
      await until(visitor, 'intro');
      await press(visitor, 'primary');
      const { verdicts } = await until(visitor, 'retry');
      expect(verdicts).toEqual(['spoof']);
      expect(await knows(opened)).toMatchObject({ result: 'INVALID', reasonCode: 'NOT_LIVE' });
      await press(visitor, 'close');
      const { result, streams } = await end(visitor);
      expect(result).toMatchObject({ status: 'NOT_COMPLETED' });
      expect(streams.live).toBe(0);
    });

    test('a camera that is lost is opened again, and the launch goes on', async ({ atPartner, knows }) => {
      const opened = await atPartner();
      await begin(visitor, stackAddress(), { opened, camera: await clip('s12-live') });
      await until(visitor, 'intro');
      await press(visitor, 'primary');
      await until(visitor, 'framing');
      await loseCamera(visitor);
      const { result, streams } = await end(visitor);
      expect(result).toMatchObject({ status: 'COMPLETED' });
      expect(streams).toEqual({ opened: 2, live: 0 });
      expect(await knows(opened)).toMatchObject({ result: 'VALID' });
    });

    test('cancelling while the camera runs ends it', async ({ atPartner }) => {
      const opened = await atPartner('sandbox-valid');
      await begin(visitor, stackAddress(), { opened, camera: await clip('s12-live') });
      await until(visitor, 'intro');
      await press(visitor, 'primary');
      const running = await until(visitor, 'framing');
      expect(running.streams).toEqual({ opened: 1, live: 1 });
      await press(visitor, 'close');
      const { result, streams } = await end(visitor);
      expect(result).toMatchObject({ status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } });
      expect(streams.live).toBe(0);
    });

    test('a refused camera is reported with the reason', async ({ atPartner }) => {
      await begin(visitor, stackAddress(), { opened: await atPartner('sandbox-valid'), camera: engine.refused });
      await until(visitor, 'intro');
      await press(visitor, 'primary');
      await until(visitor, 'blocked');
      expect((await lookAt(visitor)).title).toBe('We need your camera');
      await press(visitor, 'close');
      expect((await end(visitor)).result).toMatchObject({
        status: 'ERROR',
        extra: { errorCode: 'PERMISSION', detailedErrorCode: 'permission-user' },
      });
    });

    test('a theme in both modes, and a language from right to left', async ({ atPartner }) => {
      const opened = await atPartner('sandbox-valid');
      const colors = { light: { background: '#fff0e0' }, dark: { background: '#102030' } };
      const looks = [];
      for (const mode of ['LIGHT_MODE', 'DARK_MODE'] as const) {
        await begin(visitor, stackAddress(), { opened, camera: 'refusing', theme: { mode, colors } });
        await until(visitor, 'intro');
        looks.push(await lookAt(visitor));
      }
      expect(looks).toMatchObject([
        { mode: 'light', direction: 'ltr', background: 'rgb(255, 240, 224)' },
        { mode: 'dark', direction: 'ltr', background: 'rgb(16, 32, 48)' },
      ]);
      expect(looks[0]?.close).toBeGreaterThan(looks[0]?.name ?? Number.NaN);

      await begin(visitor, stackAddress(), { opened, camera: 'refusing', language: 'ar' });
      await until(visitor, 'intro');
      const arabic = await lookAt(visitor);
      expect(arabic).toMatchObject({ direction: 'rtl', title: 'استعد لالتقاط سيلفي سريع', overflow: 0 });
      expect(arabic.close).toBeLessThan(arabic.name);
      await press(visitor, 'close');
      expect((await end(visitor)).result).toMatchObject({ status: 'NOT_COMPLETED' });
    });
  });
}
