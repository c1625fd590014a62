/** Launches like a visitor of the demo: fills in its form and presses its button. */
import type { BrowserContext, Page } from '@playwright/test';
import { Launch } from './launch.ts';
import type { FamilyName } from './family.ts';
import type { Opened } from './partner.ts';

export interface DemoChoices {
  /** Default: CoE. The other families have only liveness. */
  readonly family?: 'coe' | FamilyName;
  readonly flow: 'liveness' | 'verification';
  readonly partner: 'sandbox' | 'demo';
  /** A scenario of the sandbox partner, or of the family's test key. */
  readonly outcome?: string;
  readonly place?: 'modal' | 'embedded';
  /** Whether to choose movements, where the family has them. Default: no. */
  readonly movements?: boolean;
  /** Path of the reference picture. */
  readonly reference?: string;
}

/** Records the events of the demo page; call it before the page loads. */
export const recordDemo = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const recorded = {
      events: [] as unknown[],
      result: null as unknown,
      callbacks: 0,
      refused: null,
      tokensRenewed: 0,
    };
    Reflect.set(globalThis, 'lifesignTestLaunch', { recorded });
    addEventListener('demo-event', (event) => {
      if (event instanceof CustomEvent) {
        recorded.events.push({ ...event.detail, now: performance.now() });
      }
    });
    addEventListener('demo-result', (event) => {
      if (event instanceof CustomEvent) {
        recorded.callbacks += 1;
        recorded.result = event.detail;
      }
    });
  });

/** Fills in the form and presses the button. Needs {@link recordDemo} on the page's context. */
export const pressStart = async (page: Page, choices: DemoChoices): Promise<Launch> => {
  const { family = 'coe' } = choices;
  await page.goto('/');
  await page.locator(`input[name=family][value=${family}]`).check();
  if (family === 'coe') {
    await page.locator(`input[name=flow][value=${choices.flow}]`).check();
  }
  if (choices.movements === true) {
    await page.locator('input[name=movements][value=asked]').check();
  }
  await page.locator('select[name=language]').selectOption('en');
  await page.locator('select[name=place]').selectOption(choices.place ?? 'modal');
  if (family === 'coe' || family === 'e-verify') {
    await page.locator('select[name=partner]').selectOption(choices.partner);
  }
  if (choices.outcome !== undefined) {
    await page.locator('select[name=outcome]').selectOption(choices.outcome);
  }
  if (choices.reference !== undefined) {
    await page.locator('#reference-file').setInputFiles(choices.reference);
    await page.locator('#reference-preview').waitFor();
  }
  const address = family === 'coe' ? '/api/launch' : `/api/families/${family}`;
  const answered = page.waitForResponse((response) => response.url().endsWith(address));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const response = await answered;
  if (!response.ok()) {
    throw new Error(`The partner answers ${response.status()}: ${await response.text()}`);
  }
  const { correlationId } = (await response.json()) as Opened;
  return new Launch(page, correlationId);
};

/** The same, and waits until the flow is shown. */
export const startDemo = async (page: Page, choices: DemoChoices): Promise<Launch> => {
  const launch = await pressStart(page, choices);
  await launch.until('intro');
  return launch;
};
