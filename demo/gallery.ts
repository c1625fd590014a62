/** Shows one screen by address: `?screen=intro&mode=dark&language=ar&flow=verification&modal`. For looking at it and for screenshots. */
import type { FlowKind, State } from '../src/flow/state.ts';
import type { LifesignSession } from '../src/session/session.ts';
import { FlowElement } from '../src/ui/flow-element.ts';
import { stillSession } from './gallery-session.ts';
import { galleryStates } from './gallery-states.ts';

class GalleryElement extends FlowElement {
  async show(session: LifesignSession): Promise<void> {
    await this.loadWords();
    await this.run(session);
  }

  askToLeave(): void {
    this.isLeaving = true;
  }
}

customElements.define('lifesign-gallery', GalleryElement);

const query = new URLSearchParams(location.search);
const flow: FlowKind = query.get('flow') === 'verification' ? 'verification' : 'liveness';
const states = galleryStates(flow);

/** The previous state, from which the stage keeps its picture. */
const before = (name: string): readonly State[] =>
  ['submitting', 'processing', 'done'].includes(name) && states['capturing'] !== undefined ? [states['capturing']] : [];

const list = document.querySelector('#choices');
for (const name of Object.keys(states)) {
  const link = document.createElement('a');
  const target = new URLSearchParams(query);
  target.set('screen', name);
  link.href = `?${target}`;
  link.textContent = name;
  list?.append(link);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const show = async (name: string, state: State): Promise<void> => {
  const element = new GalleryElement();
  element.language = query.get('language') ?? 'en';
  element.themeMode = query.get('mode') === 'dark' ? 'DARK_MODE' : 'LIGHT_MODE';
  element.modal = query.has('modal');
  element.helpCenter = { isHelpCTAVisible: () => query.has('help'), onHelpCTAClicked: () => false };
  document.body.append(element);
  const session = stillSession(before(name)[0] ?? state);
  void element.show(session);
  await pause(900);
  session.show(before(name)[0] ?? state);
  await element.updateComplete;
  session.show(query.has('idle') ? { ...state, context: { ...state.context, isTimeShort: true } } : state);
  if (query.has('leaving')) {
    element.askToLeave();
  }
  await element.updateComplete;
  document.documentElement.dataset['ready'] = 'true';
};

const name = query.get('screen') ?? 'intro';
const state = states[name];
if (state !== undefined) {
  void show(name, state);
}
