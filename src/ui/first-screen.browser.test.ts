/** The first screen before the session's code has loaded. */
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { launchSelfieLiveness } from '../index.ts';
import { scriptedEngine, scriptedGateway } from '../testing/index.ts';

const code = vi.hoisted(() => {
  const gate = { open: (): void => undefined };
  const isHere = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  return { gate, isHere };
});

vi.mock('../session/session.ts', async (importOriginal) => {
  await code.isHere;
  return importOriginal();
});

const abort = new AbortController();

const launch = () =>
  launchSelfieLiveness({
    baseUrl: 'https://gateway.example/',
    token: 'token',
    correlationId: 'session-1',
    language: 'en',
    signal: abort.signal,
    engine: scriptedEngine(),
    backend: scriptedGateway(),
  });

const focused = (): Element | null | undefined => document.activeElement?.shadowRoot?.activeElement;

const CANCELLED = { status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } };

afterEach(() => abort.abort());

it('is shown, can be closed, and continues when the code has loaded', async () => {
  const left = launch();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Take my selfie' })).toBeDisabled();
  await page
    .getByRole('button', { name: 'Close' })
    .or(page.getByRole('button', { name: 'Cancel' }))
    .click();
  expect(await left).toMatchObject(CANCELLED);
  expect(document.querySelector('lifesign-selfie')).toBeNull();

  const launched = launch();
  await vi.waitFor(() => expect(focused()?.getAttribute('part')).toBe('heading'));
  // The focus is on the button that closes it, and must stay there.
  await userEvent.tab({ shift: true });
  expect(focused()?.getAttribute('part')).toBe('close-button');
  code.gate.open();
  await expect.element(page.getByRole('button', { name: 'Take my selfie' })).toBeEnabled();
  expect(focused()?.getAttribute('part')).toBe('close-button');
  abort.abort();
  expect(await launched).toMatchObject(CANCELLED);
});
