/** One launch on an example's page, in its own Chromium with a drawn person as camera. */
import { chromium } from 'playwright';
import { renderStream } from '../../testkit/render/stream.ts';
import { STREAMS } from '../../testkit/streams.ts';
import { cameraFlags, CHROMIUM_FLAGS, findChromium } from '../browser.ts';
import type { Background } from './background.ts';

const LAUNCH_MS = 90_000;
const CALLBACK_MS = 15_000;

/** Rejects with the page's console output unless the launch is COMPLETED and the backend's callback says VALID. */
export const launchIn = async (address: string, background: Background): Promise<void> => {
  const camera = cameraFlags(await renderStream(STREAMS.person));
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS, ...camera] });
  const said = new Set<string>();
  try {
    const page = await browser.newPage();
    page.on('console', (message) => said.add(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.add(`error: ${error.message}`));
    page.on('requestfailed', (request) => said.add(`failed: ${request.url()}`));
    await page.goto(address);
    await page.locator('#start').click();
    const ended = page.locator('output', { hasText: /\S/ });
    const goOn = page.locator('lifesign-selfie .button.primary');
    const deadline = Date.now() + LAUNCH_MS;
    // After a console error of the SDK no launch completes.
    while ((await ended.count()) === 0 && Date.now() < deadline && ![...said].some(isTrouble)) {
      await goOn.click({ timeout: 1_000 }).catch(() => undefined);
    }
    const status = (await ended.count()) === 0 ? 'nothing' : await ended.innerText();
    if (status !== 'COMPLETED') {
      throw new Error(`the launch ended with ${status}`);
    }
    await untilHeard(background);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${[...said].join('\n')}`, {
      cause: error,
    });
  } finally {
    await browser.close();
  }
};

const isTrouble = (line: string): boolean => /^(?:warning|error): lifesign:/.test(line);

let heard = 0;

const untilHeard = async (background: Background): Promise<void> => {
  const deadline = Date.now() + CALLBACK_MS;
  const valid = (): number => background.log().match(/^callback \S+ VALID$/gm)?.length ?? 0;
  while (valid() <= heard) {
    if (Date.now() > deadline) {
      throw new Error(`the backend got no callback:\n${background.log()}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  heard = valid();
};
