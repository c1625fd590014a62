/**
 * `npm run clip -- FILE.mjpeg`: one real launch of the demo in headless Chromium with that clip as the camera, and a
 * report: the device's decision and its reasons, the gateway's decision, times, requests by origin.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { openBrowser } from '../e2e/harness/camera.ts';
import { goThrough } from '../e2e/harness/go-through.ts';
import { watch } from '../e2e/harness/guard.ts';
import { longTasksOf, observeLongTasks } from '../e2e/harness/long-tasks.ts';
import { askPartner } from '../e2e/harness/partner.ts';
import { startStack } from '../e2e/harness/stack.ts';
import { recordDemo, startDemo } from '../e2e/harness/start-demo.ts';
import { ensureChromium } from './browser.ts';
import { ensureBuild } from './build.ts';
import type { ClipOptions } from './clip-options.ts';
import { USAGE, parseClipOptions } from './clip-options.ts';
import type { ClipReport } from './clip-report.ts';
import { reportOf } from './clip-report.ts';

const photographer =
  (page: Page, folder: string | null) =>
  async (phase: string, index: number): Promise<void> => {
    if (folder !== null) {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${String(index + 1).padStart(2, '0')}-${phase}.png`) });
    }
  };

const run = async (options: ClipOptions): Promise<ClipReport> => {
  const stack = await startStack();
  const browser = await openBrowser({ clip: options.file });
  try {
    const context = await browser.newContext({ baseURL: stack.address, locale: 'en-GB' });
    const guard = await watch(context, { origins: [stack.address] });
    await observeLongTasks(context);
    await recordDemo(context);
    const page = await context.newPage();
    const launch = await startDemo(page, {
      flow: options.flow,
      partner: options.partner,
      ...(options.reference === null ? {} : { reference: options.reference }),
    });
    const result = await goThrough(launch, photographer(page, options.screenshots));
    const { events } = await launch.recorded();
    const hasSubmission = events.some(({ type }) => type === 'outcome');
    const report = reportOf({
      clip: basename(options.file),
      flow: options.flow,
      partner: options.partner,
      events,
      result,
      details: hasSubmission ? (await askPartner(page, launch.correlationId)).details : null,
      tasks: await longTasksOf(page),
      requests: guard.requests,
    });
    for (const finding of guard.findings) {
      console.error(`warning: ${finding}`);
    }
    return report;
  } finally {
    await browser.close();
    await stack.stop();
  }
};

const write = (report: ClipReport, file: string | null): void => {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (file === null) {
    process.stdout.write(text);
    return;
  }
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, text);
  const { verdict, score, result, gateway, fps } = report;
  const device = verdict === null ? 'nothing captured' : `${verdict} ${score?.toFixed(3)}`;
  const decided =
    gateway === null ? 'no submission' : `${gateway.status} ${gateway.result ?? ''} ${gateway.reasonCode}`;
  console.log(`${report.clip}: device ${device}; page ${result.status}; gateway ${decided.trim()}; ${fps ?? 0} fps`);
};

const main = async (): Promise<number> => {
  let options: ClipOptions;
  try {
    options = parseClipOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  process.env['LIFESIGN_CHROMIUM'] = ensureChromium();
  ensureBuild();
  write(await run(options), options.json);
  return 0;
};

process.exitCode = await main();
