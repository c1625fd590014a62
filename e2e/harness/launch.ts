/**
 * A launch from a partner's page, with what a test wants to know about it: every event, the one result, how often the
 * callback was called, the page's longest task. The page is the demo's; the launch is made by the same public calls.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { DocumentVerificationResult } from 'lifesign/contract';

export interface RecordedEvent {
  readonly type: string;
  /** Milliseconds since the launch began. */
  readonly at: number;
  /** When it arrived, on the page's `performance.now()` clock. */
  readonly now: number;
  readonly [field: string]: unknown;
}

export interface Recorded {
  readonly events: readonly RecordedEvent[];
  readonly result: DocumentVerificationResult | null;
  readonly callbacks: number;
  /** What `launch…` threw, when it did not start. */
  readonly refused: string | null;
  readonly tokensRenewed: number;
}

export interface LaunchRequest {
  readonly flow: 'liveness' | 'verification';
  readonly partner: 'sandbox' | 'demo';
  /** A scenario of the sandbox partner. */
  readonly outcome?: string;
  /** A selector of the element to launch into. Default: a modal. */
  readonly container?: string;
  readonly language?: string;
  /** Shows a help button everywhere; `true`: the host takes over when it is clicked. */
  readonly help?: { readonly handled: boolean };
  /** Uses a user token that the gateway no longer accepts, and says whether the page renews it when asked. */
  readonly expired?: 'renewed' | 'kept';
  /** A JPEG file as data URL, for the partner to compare with. */
  readonly reference?: string;
}

const KEY = 'lifesignTestLaunch';

/** Names of the buttons in English. Where another try is possible, the button that leaves is called Cancel. */
const BUTTONS = {
  begin: /^Take my selfie$/,
  retry: /^Try again$/,
  cancel: /^Cancel$/,
  close: /^(Close|Cancel)$/,
} as const;

/** Each poll is work for the page, the browser and the test, which a launch under way needs itself. */
const POLL_MS = 100;

const becomesTrue = async (check: () => Promise<boolean>, timeoutMs: number): Promise<boolean> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > deadline) {
      return false;
    }
    await pause(POLL_MS);
  }
  return true;
};

export class Launch {
  readonly page: Page;
  readonly correlationId: string;

  constructor(page: Page, correlationId: string) {
    this.page = page;
    this.correlationId = correlationId;
  }

  recorded(): Promise<Recorded> {
    return this.page.evaluate((key) => (Reflect.get(globalThis, key) as { recorded: Recorded }).recorded, KEY);
  }

  /** Phases entered so far, in order. */
  async phases(): Promise<string[]> {
    const { events } = await this.recorded();
    return events.filter(({ type }) => type === 'phase').map(({ phase }) => String(phase));
  }

  /** Waits until a phase was entered for the `times`-th time. */
  async until(phase: string, times = 1, timeout = 45_000): Promise<void> {
    let entered: readonly string[] = [];
    const isEntered = async (): Promise<boolean> => {
      entered = await this.phases();
      return entered.filter((name) => name === phase).length >= times;
    };
    if (!(await becomesTrue(isEntered, timeout))) {
      throw new Error(`The launch did not reach ${phase} (${times}): ${entered.join(' ')}`);
    }
  }

  /** The phase that was entered as number `index` (0-based), once it was; null when the launch ended before. */
  async nextPhase(index: number, timeout: number): Promise<string | null> {
    const isEntered = async (): Promise<boolean> =>
      (await this.phases()).length > index || (await this.recorded()).result !== null;
    if (!(await becomesTrue(isEntered, timeout))) {
      throw new Error(`The launch does not change its phase: ${(await this.phases()).join(' ')}`);
    }
    return (await this.phases())[index] ?? null;
  }

  async press(button: keyof typeof BUTTONS): Promise<void> {
    await this.page.getByRole('button', { name: BUTTONS[button] }).filter({ visible: true }).first().click();
  }

  /** The result. Throws when there is none in time, or unless the callback was called exactly once. */
  async result(timeout = 60_000): Promise<DocumentVerificationResult> {
    let recorded = await this.recorded();
    const isThere = async (): Promise<boolean> => {
      recorded = await this.recorded();
      return recorded.result !== null || recorded.refused !== null;
    };
    await becomesTrue(isThere, timeout);
    const { result, callbacks, refused } = recorded;
    if (result === null) {
      throw new Error(`No result (${refused ?? 'the launch goes on'}): ${(await this.phases()).join(' ')}`);
    }
    expect(callbacks, 'calls of the result callback').toBe(1);
    return result;
  }

  abort(): Promise<void> {
    return this.page.evaluate((key) => (Reflect.get(globalThis, key) as { abort: () => void }).abort(), KEY);
  }
}
