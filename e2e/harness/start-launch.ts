/** Launches from the partner's page: opens it, asks the partner's server for a token, calls the SDK. */
import type { Page } from '@playwright/test';
import type { launchSelfieLiveness, launchSelfieVerification } from 'lifesign';
import type { LaunchRequest } from './launch.ts';
import { Launch } from './launch.ts';
import type { Opened } from './partner.ts';
import { openAtPartner } from './partner.ts';

interface Sdk {
  readonly launchSelfieLiveness: typeof launchSelfieLiveness;
  readonly launchSelfieVerification: typeof launchSelfieVerification;
}

/** Runs in the page, so it must not refer to anything outside itself. Does not wait for the end of the launch. */
const launchInPage = async ({ request, opened }: { request: LaunchRequest; opened: Opened }): Promise<void> => {
  const { flow, container, help, expired } = request;
  const sdkUrl = '/sdk/index.js';
  const sdk = (await import(sdkUrl)) as Sdk;
  const controller = new AbortController();
  const recorded = {
    events: [] as unknown[],
    result: null as unknown,
    callbacks: 0,
    refused: null as string | null,
    tokensRenewed: 0,
  };
  Reflect.set(globalThis, 'lifesignTestLaunch', { recorded, abort: () => controller.abort() });
  const element = container === undefined ? null : document.querySelector<HTMLElement>(container);
  const config = {
    baseUrl: opened.baseUrl,
    correlationId: opened.correlationId,
    // Changes the signature: the gateway answers as it does to an expired token.
    token: expired === undefined ? opened.token : `${opened.token.slice(0, -8)}AAAAAAAA`,
    language: request.language ?? 'en',
    signal: controller.signal,
    onEvent: (event: object) => {
      recorded.events.push({ ...event, now: performance.now() });
    },
    ...(element === null ? {} : { container: element }),
    ...(help === undefined
      ? {}
      : { helpCenter: { isHelpCTAVisible: () => true, onHelpCTAClicked: () => help.handled } }),
    ...(expired === 'renewed'
      ? {
          onTokenExpired: async () => {
            recorded.tokensRenewed += 1;
            const response = await fetch(`/api/token/${opened.correlationId}`, { method: 'POST' });
            return ((await response.json()) as { token: string }).token;
          },
        }
      : {}),
  };
  const launch = flow === 'liveness' ? sdk.launchSelfieLiveness : sdk.launchSelfieVerification;
  const finish = async (): Promise<void> => {
    try {
      recorded.result = await launch(config, () => {
        recorded.callbacks += 1;
      });
    } catch (error) {
      recorded.refused = String(error);
    }
  };
  void finish();
};

export const startLaunch = async (page: Page, request: LaunchRequest): Promise<Launch> => {
  await page.goto('/');
  return launchAgain(page, request, await openAtPartner(page, request));
};

/** Launches in the page as it is, for a session that the partner has opened already. */
export const launchAgain = async (page: Page, request: LaunchRequest, opened: Opened): Promise<Launch> => {
  await page.evaluate(launchInPage, { request, opened });
  const launch = new Launch(page, opened.correlationId);
  await launch.until('intro');
  return launch;
};
