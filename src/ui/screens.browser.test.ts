import { describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { LANGUAGES } from '../contract/index.ts';
import { find, heading, mount, shadowOf, stateOf } from '../../demo/gallery-mount.ts';
import { loadStrings } from './strings/load-strings.ts';
import type { FlowTheme } from './theme/theme.ts';

describe('the hint that was shown at the deadline', () => {
  it('is the first tip', async () => {
    const { hint, tip } = await loadStrings('en');
    const { element, go } = await mount('blocked-far');
    const tips = (): (string | undefined)[] =>
      [...shadowOf(element).querySelectorAll('.list li')].map(({ textContent }) => textContent?.trim());
    expect(tips()).toEqual([hint['too-far'], tip.light, tip.level, tip.uncover, tip.lens]);
    await go('blocked-timeout');
    expect(tips()).toEqual([tip.light, tip.level, tip.uncover, tip.lens]);
  });
});

describe('stage', () => {
  const STAGE_STATES = [
    'preparing-camera',
    'preparing-engine',
    'framing-far',
    'framing-bright',
    'framing-lit',
    'framing-tinted',
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

  it('mirrors the picture by CSS only', async () => {
    const { element, session } = await mount('framing-far');
    expect(getComputedStyle(session.video).transform).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    expect(find(element, '.stage').contains(session.video)).toBe(true);
  });

  it('fills the ring without a render', async () => {
    const { element, session, go } = await mount('framing-far');
    await go('holding');
    const holding = stateOf('holding');
    session.show(holding.phase === 'holding' ? { ...holding, progress: 0.8 } : holding);
    expect(find(element, '.stage').style.getPropertyValue('--_progress')).toBe('0.800');
    expect(element.isUpdatePending).toBe(false);
    await go('framing-far');
    expect(find(element, '.stage').style.getPropertyValue('--_progress')).toBe('0.000');
  });

  it('shows the progress of the engine’s download after a second', async () => {
    const { element, session } = await mount('preparing-engine');
    const waiting = stateOf('preparing-engine');
    session.show({ ...waiting, context: { ...waiting.context, engineShare: 0.4 } });
    await element.updateComplete;
    const bar = page.getByRole('progressbar', { name: 'Almost ready', includeHidden: true });
    expect(bar.element()).toHaveProperty('value', 40);
    expect(getComputedStyle(bar.element()).visibility).toBe('hidden');
    const [appearing] = bar.element().getAnimations();
    expect(appearing?.effect?.getComputedTiming().delay).toBe(1000);
    appearing?.finish();
    await expect.element(page.getByRole('progressbar', { name: 'Almost ready' })).toBeVisible();
    session.show({ ...waiting, context: { ...waiting.context, engineShare: 0.6 } });
    await element.updateComplete;
    expect(bar.element()).toHaveProperty('value', 60);
  });

  it('keeps the last picture when the camera closes, and clears it afterwards', async () => {
    const { element, session, go } = await mount('framing-far');
    await vi.waitFor(() => expect(session.video.videoWidth).toBeGreaterThan(0), 20_000);
    await go('capturing');
    await go('submitting');
    const still = find<HTMLCanvasElement>(element, '.picture canvas');
    await vi.waitFor(() => expect(still.width).toBeGreaterThan(0));
    await go('retry-not-live');
    expect(still.width).toBe(0);
  });

  it('turns white around the picture to light a dark face, whatever the theme, and back for the next screen', async () => {
    const theme: FlowTheme = {
      mode: 'DARK_MODE',
      colors: { dark: { background: '#220022', text: '#ffccff', veil: '#330033' } },
    };
    const { element, session, go } = await mount('framing-far', { modal: true, theme });
    const frame = find(element, '.frame');
    const surfaces = (): string[] => [
      getComputedStyle(frame).backgroundColor,
      getComputedStyle(frame, '::backdrop').backgroundColor,
      getComputedStyle(find(element, '.veil')).fill,
    ];
    const dark = surfaces();
    const white = ['rgb(255, 255, 255)', 'rgb(255, 255, 255)', 'rgb(255, 255, 255)'];
    expect(dark).not.toContain(white[0]);
    await go('framing-lit');
    // It fades over half a second: at once it would be a flash.
    expect(surfaces()).not.toEqual(white);
    await vi.waitFor(() => expect(surfaces()).toEqual(white), 5000);
    expect(getComputedStyle(find(element, '.heading')).color).toBe('rgb(18, 32, 31)');
    find<HTMLButtonElement>(element, '[part~=dim-button]').click();
    expect(session.sent).toEqual([{ type: 'dim-screen' }]);
    await go('submitting');
    expect(frame.hasAttribute('data-lit')).toBe(false);
    await vi.waitFor(() => expect(surfaces()).toEqual(dark), 5000);
  });

  it('offers another camera when there are two or more', async () => {
    const cameras = [
      { deviceId: 'a', label: 'Front', active: true },
      { deviceId: 'b', label: '', active: false },
    ];
    const { element, session } = await mount('framing-far', { cameras });
    await vi.waitFor(() => expect(shadowOf(element).querySelector('select')).not.toBeNull());
    const select = find<HTMLSelectElement>(element, 'select');
    expect([...select.options].map(({ text }) => text)).toEqual(['Front', 'Camera 2']);
    // The language of a device's own name is unknown; ours is the page's.
    expect([...select.options].map((option) => option.getAttribute('lang'))).toEqual(['', null]);
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
  ])('%s: %s sends its intent', async (name, selector, intent) => {
    const { element, session } = await mount(name);
    find<HTMLButtonElement>(element, selector).click();
    expect(session.sent).toEqual([intent]);
  });

  it('can begin only after the support check', async () => {
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

  it('shows messages of the gateway as text in their own direction', async () => {
    const { element, session } = await mount('retry-not-live', { language: 'ar' });
    const state = stateOf('retry-not-live');
    if (state.phase !== 'retry') {
      throw new Error('Not a retry');
    }
    session.show({ ...state, messages: [{ title: 'Once more', message: '<b>Light</b>', language: 'en' }] });
    await element.updateComplete;
    expect(heading(element)).toBe('Once more');
    const told = ['.content .heading', '.lead .text'].map((selector) => find(element, selector));
    expect(told.map(({ dir, lang }) => [dir, lang])).toEqual([
      ['auto', 'en'],
      ['auto', 'en'],
    ]);
    expect(find(element, '.lead .text').textContent).toBe('<b>Light</b>');
    expect(find(element, '.list').closest('[lang]')?.getAttribute('lang')).toBe('ar');
    session.show({ ...state, messages: [{ title: 'Encore', message: 'Une fois' }] });
    await element.updateComplete;
    expect(find(element, '.content .heading').getAttribute('lang')).toBe('');
    session.show(state);
    await element.updateComplete;
    expect(find(element, '.content .heading').hasAttribute('lang')).toBe(false);
  });

  it('explains how to allow the camera, step by step', async () => {
    const { element } = await mount('blocked-user');
    expect(shadowOf(element).querySelectorAll('ol li')).toHaveLength(3);
  });
});

describe('theme and texts', () => {
  it('applies colours, fonts and pictures of a theme, and removes them with it', async () => {
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

  it('mirrors the layout for right-to-left languages, but not the directions in the picture', async () => {
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
