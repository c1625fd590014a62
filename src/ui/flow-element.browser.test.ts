import { describe, expect, it, test, vi } from 'vitest';
import type { FlowElement } from './flow-element.ts';
import { HINT_INTERVAL_MS } from './parts/announcer/announcer.ts';
import { loadStrings } from './strings/load-strings.ts';
import { find, heading, live, mount, press, shadowOf, stateOf, states } from '../../demo/gallery-mount.ts';

test('a language set while another one loads is shown', async () => {
  const mounting = mount('intro', { language: 'id' });
  const element = document.querySelector<FlowElement>('lifesign-test');
  if (element === null) {
    throw new Error('Not on the page');
  }
  element.language = 'en';
  await mounting;
  expect(heading(element)).toBe((await loadStrings('en')).intro.title);
});

const broken = (): boolean => {
  throw new Error('of the page');
};

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

  it('does not move the focus when it is inline, and announces the new screen', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const { element, go } = await mount('intro');
    expect(live(element, 'assertive')).toBe('');
    await go('retry-not-live');
    expect(document.activeElement).toBe(field);
    expect(live(element, 'assertive')).toBe(heading(element));
  });

  it('moves the focus when it was inside, even when the pressed button was removed', async () => {
    const { element, go } = await mount('intro');
    find<HTMLButtonElement>(element, '.button.primary').focus();
    await go('preparing-camera');
    expect(shadowOf(element).activeElement).toBe(find(element, '.content .heading'));
  });

  it('moves the focus within a screen only when what had it is gone, and leaves the words to the heading', async () => {
    const { element, go } = await mount('handoff-left', { modal: true });
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.button.primary')).not.toBeNull());
    find<HTMLButtonElement>(element, '.button.primary').focus();
    await go('handoff-making');
    expect(shadowOf(element).activeElement).toBe(find(element, '.content .heading'));
    expect(live(element, 'assertive')).toBe('');
    const stays = [...shadowOf(element).querySelectorAll<HTMLButtonElement>('.button')].at(-1);
    stays?.focus();
    await go('handoff-waiting');
    expect(shadowOf(element).activeElement).toBe(stays);
    expect(live(element, 'assertive')).toBe(heading(element));
  });

  it('announces hints politely and at intervals, a taken selfie at once', async () => {
    const { hint, capture } = await loadStrings('en');
    const { element, go } = await mount('framing-far', { modal: true });
    expect(live(element, 'polite')).toBe(hint['too-far']);
    await go('framing-left');
    await go('framing-bright');
    expect(live(element, 'polite')).toBe(hint['too-far']);
    expect(find(element, '.hint').textContent).toContain(hint['too-bright']);
    await vi.waitFor(() => expect(live(element, 'polite')).toBe(hint['too-bright']), HINT_INTERVAL_MS + 2000);
    await go('framing-lit');
    expect(live(element, 'assertive')).toBe(capture.lit);
    await go('capturing');
    expect(live(element, 'assertive')).toBe(capture.taken);
  });
});

describe('dialog', () => {
  it('is modal, named, locks scrolling, and restores the focus', async () => {
    const opener = document.createElement('button');
    document.body.append(opener);
    opener.focus();
    const { element, session, go } = await mount('intro', { modal: true });
    element.closesItself = true;
    const dialog = find<HTMLDialogElement>(element, 'dialog');
    expect(dialog.matches(':modal')).toBe(true);
    expect(dialog.getAttribute('aria-label')).toBe('Selfie check');
    expect(getComputedStyle(document.body).overflow).toBe('hidden');
    await go('failed-internal');
    find<HTMLButtonElement>(element, '.button.primary').click();
    expect(dialog.open).toBe(false);
    expect(document.activeElement).toBe(opener);
    expect(getComputedStyle(document.body).overflow).toBe('visible');
    expect(session.sent).toEqual([]);
  });

  it.each([
    ['intro', 'cancel'],
    ['framing-far', 'cancel'],
    ['retry-not-live', 'cancel'],
    ['blocked-user', 'close'],
    ['exhausted', 'close'],
  ])('Escape on %s asks the flow to %s, and the flow closes it', async (name, type) => {
    const { element, session } = await mount(name, { modal: true });
    expect(press(find(element, '.heading'), 'Escape')).toBe(false);
    expect(session.sent).toEqual([{ type }]);
    expect(find<HTMLDialogElement>(element, 'dialog').open).toBe(true);
  });

  it.each(['submitting', 'processing'])('asks before %s is closed', async (name) => {
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

  it.each(['intro', 'retry-not-live', 'blocked-timeout', 'exhausted'])(
    'asks whether the person is there (%s)',
    async (name) => {
      const { element, session, go } = await mount(name, { modal: true });
      const state = stateOf(name);
      const ask = async (): Promise<HTMLElement> => {
        session.show({ ...state, context: { ...state.context, isTimeShort: true } });
        await element.updateComplete;
        return find(element, '[role=alertdialog]');
      };
      const panel = await ask();
      expect(panel.contains(shadowOf(element).activeElement)).toBe(true);
      expect(find(element, '.content').inert).toBe(true);
      press(panel, 'Escape');
      find<HTMLButtonElement>(element, '.idle .button.primary').click();
      expect(session.sent).toEqual([{ type: 'extend' }, { type: 'extend' }]);
      await go(name);
      expect(shadowOf(element).querySelector('[role=alertdialog]')).toBeNull();
      await ask();
      find<HTMLButtonElement>(element, '.idle .button.quiet').click();
      expect(session.sent.at(-1)?.type).toMatch(/^(cancel|close)$/);
    },
  );

  it('announces the question where the focus is elsewhere', async () => {
    const { idle } = await loadStrings('en');
    const { element, session } = await mount('intro');
    const state = stateOf('intro');
    session.show({ ...state, context: { ...state.context, isTimeShort: true } });
    await element.updateComplete;
    expect(live(element, 'assertive')).toBe(`${idle.title} ${idle.text}`);
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

  it('ends the flow when the browser closes it', async () => {
    const { element, session } = await mount('framing-far', { modal: true });
    find<HTMLDialogElement>(element, 'dialog').close();
    await vi.waitFor(() => expect(session.sent).toEqual([{ type: 'cancel' }]));
  });
});

describe('events', () => {
  it('fire once for each phase, and once for the result after the decided check was shown', async () => {
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

  it('delivers the result at once when a decided check is closed, and then closes', async () => {
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

  it('continues when the help centre of the page throws', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const { element, go } = await mount('intro', {
      helpCenter: { isHelpCTAVisible: broken, onHelpCTAClicked: broken },
    });
    await go('exhausted');
    expect(heading(element)).toBe('No tries left');
    expect(reported).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  it('delivers the result at once when the person closes, and closes', async () => {
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

  it('keeps the last screen of a launch that was not closed, unless it closes itself', async () => {
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

  it('ends the session when it is removed from the page, and not when it is moved', async () => {
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
