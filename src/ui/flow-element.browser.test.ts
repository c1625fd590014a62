import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { stillSession } from '../../demo/gallery-session.ts';
import type { StillSession } from '../../demo/gallery-session.ts';
import { galleryStates } from '../../demo/gallery-states.ts';
import type { State } from '../flow/state.ts';
import type { Language } from '../options.ts';
import { LANGUAGES } from '../options.ts';
import { FlowElement } from './flow-element.ts';
import { HINT_INTERVAL_MS } from './parts/announcer/announcer.ts';
import { loadStrings } from './strings/load-strings.ts';
import type { FlowTheme } from './theme/theme.ts';

class TestElement extends FlowElement {
  async play(session: StillSession) {
    await this.loadWords();
    return this.run(session);
  }
}
customElements.define('lifesign-test', TestElement);

const states = galleryStates();
const stateOf = (name: string): State => {
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
  readonly isOffPage?: boolean;
}

const shadowOf = (element: Element): ShadowRoot => {
  if (element.shadowRoot === null) {
    throw new Error('No shadow root');
  }
  return element.shadowRoot;
};

const find = <T extends Element = HTMLElement>(element: Element, selector: string): T => {
  const found = shadowOf(element).querySelector<T>(selector);
  if (found === null) {
    throw new Error(`Nothing matches ${selector}`);
  }
  return found;
};

const mount = async (name: string, setting: Setting = {}) => {
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

const press = (target: Element, key: string): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

const heading = (element: Element): string => find(element, '.content .heading').textContent ?? '';
const live = (element: Element, politeness: string): string =>
  find(element, `[aria-live='${politeness}']`).textContent ?? '';

afterEach(() => {
  document.body.replaceChildren();
});

describe('accessibility', () => {
  it.each(Object.keys(states))(
    '%s has one heading, named controls of a good size and no drawing without a name',
    async (name) => {
      const { element } = await mount(name, {
        helpCenter: { isHelpCTAVisible: () => true, onHelpCTAClicked: () => false },
      });
      const root = shadowOf(element);
      expect(root.querySelectorAll('h2')).toHaveLength(1);
      expect(heading(element)).not.toBe('');
      for (const button of root.querySelectorAll('button')) {
        expect(button.getAttribute('aria-label') ?? button.textContent?.trim()).toMatch(/\S/);
        const { width, height } = button.getBoundingClientRect();
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      }
      for (const drawing of root.querySelectorAll('svg')) {
        expect(drawing.getAttribute('aria-hidden') === 'true' || drawing.getAttribute('role') === 'img').toBe(true);
      }
      expect(root.querySelectorAll('[style]:not(.frame):not(.stage)')).toHaveLength(0);
    },
  );

  it('hides the video behind a text alternative', async () => {
    const { element } = await mount('framing-far');
    const picture = find(element, '.picture');
    expect(picture.querySelector('video')).not.toBeNull();
    expect(picture.getAttribute('role')).toBe('img');
    expect(picture.getAttribute('aria-label')).toBe((await loadStrings('en')).capture.preview);
  });

  it('moves the focus to the heading of each new screen of a dialog, and not within a screen', async () => {
    const { element, go } = await mount('intro', { modal: true });
    expect(shadowOf(element).activeElement).toBe(find(element, '.content .heading'));
    await go('preparing-camera');
    expect(shadowOf(element).activeElement?.textContent).toBe(heading(element));
    await go('framing-far');
    const close = find<HTMLButtonElement>(element, '[part=close-button]');
    close.focus();
    await go('framing-left');
    await go('holding');
    expect(shadowOf(element).activeElement).toBe(close);
    await go('retry-not-live');
    expect(shadowOf(element).activeElement).toBe(find(element, '.content .heading'));
  });

  it('leaves the focus of the page alone when it is a part of it, and says the new screen aloud', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const { element, go } = await mount('intro');
    expect(live(element, 'assertive')).toBe('');
    await go('retry-not-live');
    expect(document.activeElement).toBe(field);
    expect(live(element, 'assertive')).toBe(heading(element));
  });

  it('follows the person who is in it, even when the pressed button is gone', async () => {
    const { element, go } = await mount('intro');
    find<HTMLButtonElement>(element, '.button.primary').focus();
    await go('preparing-camera');
    expect(shadowOf(element).activeElement).toBe(find(element, '.content .heading'));
  });

  it('speaks hints politely and never in a rush; a taken selfie at once', async () => {
    const { hint, capture } = await loadStrings('en');
    const { element, go } = await mount('framing-far', { modal: true });
    expect(live(element, 'polite')).toBe(hint['too-far']);
    await go('framing-left');
    await go('framing-dark');
    expect(live(element, 'polite')).toBe(hint['too-far']);
    expect(find(element, '.hint').textContent).toContain(hint['too-bright']);
    await vi.waitFor(() => expect(live(element, 'polite')).toBe(hint['too-bright']), HINT_INTERVAL_MS + 2000);
    await go('capturing');
    expect(live(element, 'assertive')).toBe(capture.taken);
  });
});

describe('dialog', () => {
  it('is modal, named, still behind, and gives the focus back', async () => {
    const opener = document.createElement('button');
    document.body.append(opener);
    opener.focus();
    const { element, session, go } = await mount('intro', { modal: true });
    element.closesItself = true;
    const dialog = find<HTMLDialogElement>(element, 'dialog');
    expect(dialog.matches(':modal')).toBe(true);
    expect(dialog.getAttribute('aria-label')).toBe('Selfie check');
    expect(getComputedStyle(document.documentElement).overflow).toBe('hidden');
    await go('failed-internal');
    find<HTMLButtonElement>(element, '.button.primary').click();
    expect(dialog.open).toBe(false);
    expect(document.activeElement).toBe(opener);
    expect(getComputedStyle(document.documentElement).overflow).toBe('visible');
    expect(session.sent).toEqual([]);
  });

  it.each([
    ['intro', 'cancel'],
    ['framing-far', 'cancel'],
    ['retry-not-live', 'cancel'],
    ['blocked-user', 'close'],
    ['exhausted', 'close'],
  ])('Escape on %s asks the flow to %s and leaves the closing to it', async (name, type) => {
    const { element, session } = await mount(name, { modal: true });
    expect(press(find(element, '.heading'), 'Escape')).toBe(false);
    expect(session.sent).toEqual([{ type }]);
    expect(find<HTMLDialogElement>(element, 'dialog').open).toBe(true);
  });

  it.each(['submitting', 'processing'])('asks before %s is left', async (name) => {
    const { element, session } = await mount(name, { modal: true });
    press(find(element, '.heading'), 'Escape');
    await element.updateComplete;
    const panel = find(element, '[role=alertdialog]');
    expect(find(element, '.content').inert).toBe(true);
    expect(panel.contains(shadowOf(element).activeElement)).toBe(true);
    press(panel, 'Escape');
    await element.updateComplete;
    expect(shadowOf(element).querySelector('[role=alertdialog]')).toBeNull();
    expect(session.sent).toEqual([]);
    press(find(element, '.heading'), 'Escape');
    await element.updateComplete;
    find<HTMLButtonElement>(element, '.leaving .button.quiet').click();
    expect(session.sent).toEqual([{ type: 'cancel' }]);
  });

  it('stops asking when the check ends meanwhile', async () => {
    const { element, go } = await mount('processing', { modal: true });
    press(find(element, '.heading'), 'Escape');
    await go('retry-not-live');
    expect(shadowOf(element).querySelector('[role=alertdialog]')).toBeNull();
    expect(find(element, '.content').inert).toBe(false);
  });

  it('stays open when its element is moved', async () => {
    const { element, session } = await mount('framing-far', { modal: true });
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(find<HTMLDialogElement>(element, 'dialog').matches(':modal')).toBe(true);
    expect(session.sent).toEqual([]);
  });

  it('ends the flow when the browser closes it by itself', async () => {
    const { element, session } = await mount('framing-far', { modal: true });
    find<HTMLDialogElement>(element, 'dialog').close();
    await vi.waitFor(() => expect(session.sent).toEqual([{ type: 'cancel' }]));
  });
});

describe('stage', () => {
  const STAGE_STATES = [
    'preparing-camera',
    'preparing-engine',
    'framing-far',
    'framing-dark',
    'holding',
    'capturing',
    'submitting',
    'processing',
    'paused',
    'done',
  ];

  it.each(LANGUAGES.flatMap((language) => [[language, 360, 640] as const, [language, 390, 780] as const]))(
    'keeps its size from the first frame to the result (%s, %i x %i)',
    async (language, width, height) => {
      await page.viewport(width, height);
      const { element, go } = await mount('preparing-camera', { modal: true, language });
      const sizes = new Set<string>();
      for (const name of STAGE_STATES) {
        await go(name);
        const { width: inline, height: block } = find(element, '.stage').getBoundingClientRect();
        sizes.add(`${Math.round(inline)} x ${Math.round(block)}`);
      }
      expect([...sizes]).toHaveLength(1);
    },
  );

  it('mirrors the picture by style alone', async () => {
    const { element, session } = await mount('framing-far');
    expect(getComputedStyle(session.video).transform).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    expect(find(element, '.stage').contains(session.video)).toBe(true);
  });

  it('fills the ring without drawing anew', async () => {
    const { element, session, go } = await mount('framing-far');
    await go('holding');
    const holding = stateOf('holding');
    session.show(holding.phase === 'holding' ? { ...holding, progress: 0.8 } : holding);
    expect(find(element, '.stage').style.getPropertyValue('--_progress')).toBe('0.800');
    expect(element.isUpdatePending).toBe(false);
    await go('framing-far');
    expect(find(element, '.stage').style.getPropertyValue('--_progress')).toBe('0.000');
  });

  it('holds the last picture when the camera goes, and forgets it afterwards', async () => {
    const { element, session, go } = await mount('framing-far');
    await vi.waitFor(() => expect(session.video.videoWidth).toBeGreaterThan(0), 20_000);
    await go('capturing');
    await go('submitting');
    const still = find<HTMLCanvasElement>(element, '.picture canvas');
    expect(still.width).toBeGreaterThan(0);
    await go('retry-not-live');
    expect(still.width).toBe(0);
  });

  it('offers another camera from two on', async () => {
    const cameras = [
      { deviceId: 'a', label: 'Front', active: true },
      { deviceId: 'b', label: '', active: false },
    ];
    const { element, session } = await mount('framing-far', { cameras });
    await vi.waitFor(() => expect(shadowOf(element).querySelector('select')).not.toBeNull());
    const select = find<HTMLSelectElement>(element, 'select');
    expect([...select.options].map(({ text }) => text)).toEqual(['Front', 'Camera 2']);
    expect(select.value).toBe('a');
    select.value = 'b';
    select.dispatchEvent(new Event('change'));
    expect(session.sent).toEqual([{ type: 'choose-camera', deviceId: 'b' }]);
  });
});

describe('screens', () => {
  it.each([
    ['intro', '.button.primary', { type: 'begin' }],
    ['retry-not-live', '.button.primary', { type: 'retry' }],
    ['blocked-user', '.button.primary', { type: 'retry' }],
    ['exhausted', '.button.primary', { type: 'close' }],
  ])('%s: %s asks for what it says', async (name, selector, intent) => {
    const { element, session } = await mount(name);
    find<HTMLButtonElement>(element, selector).click();
    expect(session.sent).toEqual([intent]);
  });

  it('begins only once support was checked', async () => {
    const { element, session, go } = await mount('checking');
    const begin = find<HTMLButtonElement>(element, '.button.primary');
    expect(begin.disabled).toBe(true);
    await go('intro');
    expect(begin.disabled).toBe(false);
    begin.click();
    expect(session.sent).toEqual([{ type: 'begin' }]);
  });

  it.each([true, false])('tells the flow whether the host took over the help (%s)', async (handled) => {
    const onHelpCTAClicked = vi.fn(() => handled);
    const helpCenter = { isHelpCTAVisible: (type: string) => type === 'VERIFICATION_EXHAUSTED', onHelpCTAClicked };
    const { element, session, go } = await mount('blocked-user', { helpCenter });
    expect(shadowOf(element).querySelector('[part~=help-button]')).toBeNull();
    await go('exhausted');
    find<HTMLButtonElement>(element, '[part~=help-button]').click();
    expect(onHelpCTAClicked).toHaveBeenCalledExactlyOnceWith('VERIFICATION_EXHAUSTED');
    expect(session.sent).toEqual([{ type: 'help', help: 'VERIFICATION_EXHAUSTED', handled }]);
  });

  it('shows the words of the gateway in their own direction, as text', async () => {
    const { element, session } = await mount('retry-not-live', { language: 'ar' });
    const state = stateOf('retry-not-live');
    if (state.phase !== 'retry') {
      throw new Error('Not a retry');
    }
    session.show({ ...state, messages: [{ title: 'Once more', message: '<b>Light</b>' }] });
    await element.updateComplete;
    expect(heading(element)).toBe('Once more');
    expect(find(element, '.content .heading').dir).toBe('auto');
    expect(find(element, '.lead .text').textContent).toBe('<b>Light</b>');
  });

  it('tells how to allow the camera, step by step', async () => {
    const { element } = await mount('blocked-user');
    expect(shadowOf(element).querySelectorAll('ol li')).toHaveLength(3);
  });
});

describe('theme and words', () => {
  it('takes colours, fonts and pictures of a theme, and gives them back', async () => {
    const theme: FlowTheme = {
      mode: 'LIGHT_MODE',
      colors: { light: { primary: 'rgb(1, 2, 3)' }, dark: { primary: 'rgb(4, 5, 6)' } },
      fonts: { body: 'serif' },
      images: { logo: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' },
      copies: { intro: { title: 'Hello there' } },
    };
    const { element } = await mount('intro', { theme });
    const background = (): string => getComputedStyle(find(element, '.button.primary')).backgroundColor;
    expect(background()).toBe('rgb(1, 2, 3)');
    expect(getComputedStyle(find(element, '.text')).fontFamily).toBe('serif');
    expect(find<HTMLImageElement>(element, 'img[part=logo]').getAttribute('src')).toBe(theme.images?.logo);
    expect(heading(element)).toBe('Hello there');
    element.themeMode = 'DARK_MODE';
    await vi.waitFor(() => expect(background()).toBe('rgb(4, 5, 6)'));
    element.theme = null;
    await vi.waitFor(() => expect(background()).toBe('rgb(95, 211, 191)'));
    await vi.waitFor(() => expect(heading(element)).toBe('Get ready for a quick selfie'));
  });

  it('lets the page set colours as custom properties and style parts', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      lifesign-test { --lifesign-color-primary: rgb(7, 8, 9); }
      lifesign-test::part(heading) { color: rgb(10, 11, 12); }
    `);
    document.adoptedStyleSheets.push(sheet);
    const { element } = await mount('intro');
    await vi.waitFor(() =>
      expect(getComputedStyle(find(element, '.button.primary')).backgroundColor).toBe('rgb(7, 8, 9)'),
    );
    expect(getComputedStyle(find(element, '.heading')).color).toBe('rgb(10, 11, 12)');
    document.adoptedStyleSheets.pop();
  });

  it('writes from right to left, mirrors the layout, and never the directions of the picture', async () => {
    const { element, go } = await mount('intro', { language: 'ar' });
    const frame = find(element, '.frame');
    expect([frame.lang, frame.dir]).toEqual(['ar', 'rtl']);
    const at = (selector: string): number => find(element, selector).getBoundingClientRect().left;
    expect(at('[part=close-button]')).toBeLessThan(at('.bar .name'));
    expect(at('.list-icon')).toBeGreaterThan(at('.list-icon + span'));
    await go('framing-left');
    expect(find(element, '.hint path').getAttribute('d')).toMatch(/^M19 12H5/);
    expect(getComputedStyle(find(element, '.hint .icon')).transform).toBe('none');
  });

  it('changes the language while it runs', async () => {
    const { element } = await mount('intro', { language: 'en' });
    element.language = 'id-ID';
    const { intro } = await loadStrings('id');
    await vi.waitFor(() => expect(heading(element)).toBe(intro.title));
    expect(find(element, '.frame').lang).toBe('id');
  });
});

describe('events', () => {
  it('tells each phase once, and the result once, after a decided check was seen', async () => {
    const { element, session, result, go } = await mount('intro');
    const phases: string[] = [];
    const results: unknown[] = [];
    document.body.addEventListener('lifesign-phase', ({ phase }) => phases.push(phase));
    document.body.addEventListener('lifesign-result', (event) => results.push(event.result));
    for (const name of ['framing-far', 'framing-left', 'holding', 'capturing', 'submitting', 'done']) {
      await go(name);
    }
    const outcome = { correlationId: 'gallery', status: 'COMPLETED', submissionId: 's' } as const;
    session.finish(outcome);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(results).toEqual([]);
    expect(await result).toEqual(outcome);
    expect(phases).toEqual(['framing', 'holding', 'capturing', 'submitting', 'done']);
    expect(results).toEqual([outcome]);
    expect(element.hidden).toBe(false);
  });

  it('delivers sooner when a decided check is closed, and only then closes', async () => {
    const { element, session, result, go } = await mount('done');
    const order: string[] = [];
    element.addEventListener('lifesign-result', () => order.push('result'));
    element.addEventListener('lifesign-close', () => order.push('close'));
    session.finish({ correlationId: 'gallery', status: 'COMPLETED', submissionId: 's' });
    await go('done');
    const closedAt = performance.now();
    find<HTMLButtonElement>(element, '[part=close-button]').click();
    await result;
    expect(performance.now() - closedAt).toBeLessThan(1000);
    expect(order).toEqual(['result', 'close']);
    expect(element.hidden).toBe(true);
  });

  it('goes on when the help centre of the page throws', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const broken = (): boolean => {
      throw new Error('of the page');
    };
    const { element, go } = await mount('intro', {
      helpCenter: { isHelpCTAVisible: broken, onHelpCTAClicked: broken },
    });
    await go('exhausted');
    expect(heading(element)).toBe('No tries left');
    expect(reported).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  it('delivers at once what the person closed, and closes with it', async () => {
    const { element, session, result, go } = await mount('exhausted', { modal: true });
    const closed = vi.fn();
    element.addEventListener('lifesign-close', closed);
    press(find(element, '.heading'), 'Escape');
    expect(session.sent).toEqual([{ type: 'close' }]);
    await go('failed-network');
    expect(closed).not.toHaveBeenCalled();
    const outcome = { correlationId: 'gallery', status: 'ERROR', extra: { errorCode: 'NETWORK' } } as const;
    session.finish(outcome);
    expect(await result).toEqual(outcome);
    expect(closed).toHaveBeenCalledOnce();
    expect(element.hidden).toBe(true);
  });

  it('keeps the last screen of a launch that nobody closed, unless it closes itself', async () => {
    const kept = await mount('failed-network');
    kept.session.finish({ correlationId: 'gallery', status: 'ERROR' });
    await kept.result;
    expect(kept.element.hidden).toBe(false);
    const gone = await mount('failed-network', { modal: true });
    gone.element.closesItself = true;
    gone.session.finish({ correlationId: 'gallery', status: 'ERROR' });
    await gone.result;
    expect(gone.element.hidden).toBe(true);
  });

  it('stays when the page prevents the closing', async () => {
    const { element } = await mount('failed-internal');
    element.addEventListener('lifesign-close', (event) => event.preventDefault());
    find<HTMLButtonElement>(element, '.button.primary').click();
    expect(element.hidden).toBe(false);
  });

  it('ends the session when it is taken off the page, and not when it is only moved', async () => {
    const { element, session } = await mount('framing-far');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await Promise.resolve();
    expect(session.isDisposed()).toBe(false);
    element.remove();
    await Promise.resolve();
    expect(session.isDisposed()).toBe(true);
  });
});
