/** Renders a scripted session on the page and finds its elements. For the tests of the element only. */
import { afterEach, expect, vi } from 'vitest';
import { stillSession } from './gallery-session.ts';
import type { StillSession } from './gallery-session.ts';
import { galleryStates } from './gallery-states.ts';
import type { State } from '../src/flow/state.ts';
import type { Language } from '../src/contract/index.ts';
import { FlowElement } from '../src/ui/flow-element.ts';
import type { FlowTheme } from '../src/ui/theme/theme.ts';

class TestElement extends FlowElement {
  async play(session: StillSession) {
    await this.loadWords();
    return this.run(session);
  }
}
customElements.define('lifesign-test', TestElement);

export const states = galleryStates();
export const stateOf = (name: string): State => {
  const state = states[name];
  if (state === undefined) {
    throw new Error(`No state ${name}`);
  }
  return state;
};

interface Setting {
  readonly modal?: boolean;
  readonly language?: Language;
  readonly theme?: FlowTheme;
  readonly helpCenter?: FlowElement['helpCenter'];
  readonly cameras?: Parameters<typeof stillSession>[1];
}

export const shadowOf = (element: Element): ShadowRoot => {
  if (element.shadowRoot === null) {
    throw new Error('No shadow root');
  }
  return element.shadowRoot;
};

export const find = <T extends Element = HTMLElement>(element: Element, selector: string): T => {
  const found = shadowOf(element).querySelector<T>(selector);
  if (found === null) {
    throw new Error(`Nothing matches ${selector}`);
  }
  return found;
};

export const mount = async (name: string, setting: Setting = {}) => {
  const session = stillSession(stateOf(name), setting.cameras);
  const element = new TestElement();
  element.language = setting.language ?? 'en';
  element.theme = setting.theme ?? { mode: 'LIGHT_MODE' };
  element.modal = setting.modal ?? false;
  element.helpCenter = setting.helpCenter ?? null;
  document.body.append(element);
  const result = element.play(session);
  await vi.waitFor(() => expect(shadowOf(element).querySelector('.heading')).not.toBeNull());
  await element.updateComplete;
  const go = async (next: string) => {
    session.show(stateOf(next));
    await element.updateComplete;
  };
  return { element, session, result, go };
};

export const press = (target: Element, key: string): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

export const heading = (element: Element): string => find(element, '.content .heading').textContent ?? '';
export const live = (element: Element, politeness: string): string =>
  find(element, `[aria-live='${politeness}']`).textContent ?? '';

afterEach(() => {
  document.body.replaceChildren();
});
