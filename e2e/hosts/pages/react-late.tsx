/** React 19 that renders the element before or after it is defined, and passes values that are not strings in different ways. */
import { createElement, useCallback } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { fakeCamera, scriptedEngine, scriptedGateway } from 'lifesign/testing';

const recorded = { events: [] as object[], result: null as unknown, callbacks: 0, refused: null };
const controller = new AbortController();
Reflect.set(globalThis, 'lifesignTestLaunch', { recorded, abort: () => controller.abort() });

const settings = {
  camera: fakeCamera({ width: 640, height: 480, frameRate: 15 }),
  engine: scriptedEngine({ windowMs: 300 }),
  // Ends with the screen that has a help button.
  backend: scriptedGateway({ attempts: [{ result: 'INVALID', polls: 0, nextAction: 'EXIT' }] }),
  signal: controller.signal,
  onEvent: (event: object) => void recorded.events.push({ ...event, now: performance.now() }),
};
const helpCenter = { isHelpCTAVisible: () => true, onHelpCTAClicked: () => true };
const theme = { mode: 'LIGHT_MODE', copies: { intro: { title: 'Hello from the theme' } } };
const text = {
  baseUrl: location.origin,
  token: 'token',
  correlationId: 'host',
  language: 'en',
  themeMode: 'DARK_MODE',
};

const onResult = (event: Event & { readonly result?: unknown }): void => {
  recorded.result = event.result;
  recorded.callbacks += 1;
};

const ByProps = (): ReactNode =>
  createElement('lifesign-selfie', {
    ...text,
    'modal': true,
    'closesItself': true,
    settings,
    helpCenter,
    theme,
    'onlifesign-result': onResult,
  });

const ByRef = (): ReactNode => {
  const ref = useCallback((element: HTMLElement | null) => {
    if (element !== null) {
      Object.assign(element, { ...text, modal: true, closesItself: true, settings, helpCenter, theme });
    }
  }, []);
  return createElement('lifesign-selfie', { ref, 'onlifesign-result': onResult });
};

const ByMisspelling = (): ReactNode =>
  createElement('lifesign-selfie', {
    ...text,
    'settings': { ...settings, onevent: settings.onEvent, singal: null },
    'onlifesign-result': onResult,
  });

const define = async (): Promise<void> => {
  const { defined } = await import('lifesign/define');
  await defined;
};

const query = new URLSearchParams(location.search);
const ways = { props: ByProps, ref: ByRef, misspelling: ByMisspelling };
const way = ways[query.get('by') as keyof typeof ways];
if (query.has('first')) {
  await define();
}
const root = document.createElement('div');
document.body.append(root);
createRoot(root).render(createElement(way));
// Only after React has rendered the element.
requestAnimationFrame(() => setTimeout(() => void define(), 100));
