/** The component and the hook under StrictMode, with the test kit in place of camera, engine and gateway; and on a server. */
import { createElement, StrictMode, useEffect } from 'react';
import type { ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DocumentVerificationResult } from '../contract/index.ts';
import { fakeCamera, scriptedEngine, scriptedGateway, type FakeCamera } from '../testing/index.ts';
import type { SelfieSettings } from '../ui/settings.ts';
import { LifesignSelfie, useSelfieLiveness, type LaunchHook } from './index.ts';

let camera: FakeCamera;
let root: Root;

beforeEach(() => {
  camera = fakeCamera({ width: 640, height: 480, frameRate: 15 });
  const place = document.createElement('div');
  document.body.append(place);
  root = createRoot(place);
});

afterEach(() => {
  root.unmount();
  camera.dispose();
  document.body.replaceChildren();
});

const settingsOf = (): SelfieSettings & { readonly backend: ReturnType<typeof scriptedGateway> } => ({
  camera,
  engine: scriptedEngine({ windowMs: 300 }),
  backend: scriptedGateway(),
});

const render = (element: ReactElement): void => root.render(createElement(StrictMode, null, element));

const begin = (): Promise<void> =>
  vi.waitFor(
    () => {
      const button = document
        .querySelector('lifesign-selfie')
        ?.shadowRoot?.querySelector<HTMLButtonElement>('.button.primary');
      expect(button?.textContent?.trim()).toBe('Take my selfie');
      expect(button?.disabled).toBe(false);
      button?.click();
    },
    { timeout: 30_000, interval: 30 },
  );

test('the component gives one result for one launch, and a render meanwhile starts no second launch', async () => {
  const results: DocumentVerificationResult[] = [];
  const phases: string[] = [];
  const draw = (language: string): void =>
    render(
      createElement(LifesignSelfie, {
        correlationId: 'session-1',
        language,
        // A new object on each render, as pages usually write it.
        settings: settingsOf(),
        onResult: (result) => results.push(result),
        onPhase: (phase) => phases.push(phase),
        className: 'check',
      }),
    );
  draw('en');
  await vi.waitFor(() => expect(phases).toContain('intro'), { timeout: 30_000 });
  draw('en');
  await begin();
  await vi.waitFor(() => expect(results).toHaveLength(1), { timeout: 30_000 });
  expect(results[0]).toMatchObject({ correlationId: 'session-1', status: 'COMPLETED' });
  expect(phases.filter((phase) => phase === 'intro')).toHaveLength(1);
  expect(document.querySelector('lifesign-selfie')?.className).toBe('check');
});

/** Renders a page that uses the hook; returns the hook's launch. */
const hookOf = async (): Promise<(correlationId: string) => Promise<DocumentVerificationResult>> => {
  let hook: LaunchHook | null = null;
  const Page = (): ReactElement => {
    const own = useSelfieLiveness();
    useEffect(() => {
      hook = own;
    });
    return createElement('output', null, String(own.isOpen));
  };
  render(createElement(Page));
  const { launch } = await vi.waitFor((): LaunchHook => {
    if (hook === null) {
      throw new Error('Not drawn yet');
    }
    return hook;
  });
  return (correlationId) => launch({ ...settingsOf(), correlationId, language: 'en' });
};

const isOpen = (): string | null | undefined => document.querySelector('output')?.textContent;

test('the hook opens a launch and resolves to its result', async () => {
  const launch = await hookOf();
  const launched = launch('session-1');
  await vi.waitFor(() => expect(isOpen()).toBe('true'));
  await begin();
  expect(await launched).toMatchObject({ correlationId: 'session-1', status: 'COMPLETED' });
  await vi.waitFor(() => expect(isOpen()).toBe('false'));
});

test('unmounting the component ends a launch of its hook', async () => {
  const launch = await hookOf();
  const launched = launch('session-2');
  await vi.waitFor(() => expect(document.querySelector('lifesign-selfie')).not.toBeNull(), { timeout: 30_000 });
  root.unmount();
  expect(await launched).toMatchObject({ correlationId: 'session-2', status: 'NOT_COMPLETED' });
});

test('on a server the component is its bare element', () => {
  const html = renderToString(createElement(LifesignSelfie, { correlationId: 'session-1', id: 'check' }));
  expect(html).toBe('<lifesign-selfie id="check"></lifesign-selfie>');
});
