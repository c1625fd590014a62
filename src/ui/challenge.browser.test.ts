import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { find, heading, live, mount, shadowOf, stateOf } from '../../demo/gallery-mount.ts';
import type { ChallengeName } from '../contract/index.ts';
import { HINT_INTERVAL_MS } from './parts/announcer/announcer.ts';
import { loadStrings } from './strings/load-strings.ts';

const WAIT = { timeout: HINT_INTERVAL_MS + 2000 };

/** 1 = as drawn, -1 = mirrored. */
const shift = (element: Parameters<typeof find>[0]): number =>
  new DOMMatrix(getComputedStyle(find(element, '.movement')).transform).a;

beforeEach(() => page.viewport(390, 780));

describe('a movement', () => {
  it('is shown in words and as a picture and spoken, with the progress', async () => {
    const { challenge } = await loadStrings('en');
    const { element } = await mount('challenge-blink', { language: 'en' });
    expect(heading(element)).toBe(challenge.ask.BLINK);
    expect(find(element, '.bubble').textContent).toContain(challenge.ask.BLINK);
    expect(find(element, '.bubble .movement').getAttribute('data-movement')).toBe('BLINK');
    expect(find(element, '.challenge-progress').textContent).toContain(challenge.progress(2, 3));
    const meter = find<HTMLMeterElement>(element, '.time-left');
    expect(meter.value).toBeCloseTo(0.7, 5);
    expect(meter.getAttribute('aria-label')).toBe(challenge.timeLeft);
    await expect.poll(() => live(element, 'polite'), WAIT).toContain(challenge.ask.BLINK);
  });

  it('that follows another is spoken as well', async () => {
    const { challenge } = await loadStrings('en');
    const { element, go } = await mount('challenge-blink', { language: 'en' });
    await go('challenge-nod');
    expect(heading(element)).toBe(challenge.ask.NOD);
    await expect.poll(() => live(element, 'polite'), WAIT).toContain(challenge.back);
  });

  it('is explained when nothing happens, and after a movement to the wrong side', async () => {
    const { challenge } = await loadStrings('en');
    const { element, go } = await mount('challenge-left', { language: 'en' });
    expect(find(element, '.bubble').textContent).toContain(challenge.how.TURN_LEFT);
    await go('challenge-right');
    expect(find(element, '.bubble').textContent).toContain(challenge.otherWay);
    expect(find(element, '.caption .text').textContent).toBe(challenge.how.TURN_RIGHT);
  });

  it('is not shown before the face at rest is learnt', async () => {
    const { challenge } = await loadStrings('en');
    const { element } = await mount('challenge-learning', { language: 'en' });
    expect(find(element, '.bubble').textContent).toContain(challenge.rest);
  });

  it('has words and a picture for each, in every language', async () => {
    for (const language of ['id', 'en', 'ar'] as const) {
      const { ask } = (await loadStrings(language)).challenge;
      const { element, session } = await mount('challenge-blink', { language });
      for (const name of Object.keys(ask) as ChallengeName[]) {
        const state = stateOf('challenge-blink');
        session.show(state.phase === 'challenge' ? { ...state, name } : state);
        await element.updateComplete;
        expect(heading(element)).toBe(ask[name]);
        expect(find(element, '.movement').getAttribute('data-movement')).toBe(name);
      }
    }
  });

  it.each(['id', 'en', 'ar'] as const)(
    'leaves the stage large enough for a face on a small phone (%s)',
    async (language) => {
      await page.viewport(360, 640);
      const { element } = await mount('challenge-right', { modal: true, language });
      const { width, height } = find(element, '.stage').getBoundingClientRect();
      expect(Math.min(width, height)).toBeGreaterThan(240);
      const caption = find(element, '.caption');
      expect(caption.scrollWidth).toBeLessThanOrEqual(caption.clientWidth);
    },
  );
});

describe('left and right', () => {
  it('are the person’s own, as in a mirror, in either writing direction', async () => {
    for (const language of ['en', 'ar'] as const) {
      const { element } = await mount('challenge-left', { language });
      expect(find(element, '.stage').hasAttribute('data-mirrored')).toBe(true);
      expect(shift(element)).toBe(1);
      const arrow = find(element, '.movement .arrow').getBoundingClientRect();
      const whole = find(element, '.movement').getBoundingClientRect();
      expect(arrow.left + arrow.width / 2).toBeLessThan(whole.left + whole.width / 2);
    }
  });

  it('are mirrored where the picture is not', async () => {
    const { element } = await mount('challenge-left');
    find(element, '.stage').removeAttribute('data-mirrored');
    expect(shift(element)).toBe(-1);
  });
});

describe('the passive check', () => {
  it('is offered by a button only where the gateway allows it', async () => {
    const { action } = await loadStrings('en');
    const { element, session, go } = await mount('challenge-smile', { language: 'en' });
    expect(shadowOf(element).querySelector('.caption button')?.textContent?.trim()).toBe(action.passive);
    find<HTMLButtonElement>(element, '.caption button').click();
    expect(session.sent.at(-1)).toEqual({ type: 'choose-passive' });
    await go('challenge-blink');
    expect(shadowOf(element).querySelector('.caption button')).toBeNull();
  });
});
