/** The page's style sheets change neither the look of the dialog nor its use. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.ts';
import { button, expect, launched, test, traces } from './fixtures.ts';

/** Computed styles and positions of every element of the dialog. */
const drawing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('lifesign-selfie')?.shadowRoot;
    return [...(root?.querySelectorAll('*') ?? [])].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const looks = [
        'color',
        'backgroundColor',
        'font',
        'letterSpacing',
        'wordSpacing',
        'textTransform',
        'textAlign',
        'textIndent',
        'textShadow',
        'webkitTextFillColor',
        'direction',
        'writingMode',
        'whiteSpace',
        'wordBreak',
        'visibility',
        'cursor',
        'userSelect',
        'pointerEvents',
        'colorScheme',
        'display',
        'listStyle',
      ] as const;
      return [
        `${element.tagName}.${element.getAttribute('class') ?? ''}`,
        [x, y, width, height].map((value) => value.toFixed(1)).join(' '),
        ...looks.map((name) => style[name]),
      ].join(' | ');
    });
  });

const NO_STYLE = '/* none */';
const STILL = `* { animation: none !important; transition: none !important }`;

/** Shows both kinds of screen: a sheet, and the camera's stage. */
const screens = async (page: Page, css: string, adapt: () => void = () => undefined): Promise<string[][]> => {
  await page.goto('/plain?far');
  await page.evaluate(adapt);
  await page.addStyleTag({ content: css });
  await page.evaluate(() => document.querySelector('button')?.click());
  const launch = await launched(page);
  await page.evaluate((still) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(still);
    document.querySelector('lifesign-selfie')?.shadowRoot?.adoptedStyleSheets.push(sheet);
  }, STILL);
  const intro = await drawing(page);
  await button(page, 'Take my selfie').click();
  await launch.until('framing');
  await expect(page.locator('.hint')).toHaveText('Come closer');
  const framing = await drawing(page);
  await page.keyboard.press('Escape');
  expect(await launch.result()).toMatchObject({ status: 'NOT_COMPLETED' });
  return [[...intro], [...framing]];
};

const readRightToLeft = (): void => {
  document.documentElement.dir = 'rtl';
  document.documentElement.lang = 'ar';
};

const PAGES: Readonly<Record<string, string>> = {
  'resets all elements and hides what is empty': `
    *, *::before, *::after { all: unset !important }
    :empty, body > :not([class]) { display: none !important }`,
  'styles every element and dialog': `
    * { box-sizing: content-box; margin: 13px !important; padding: 7px !important; position: relative; float: left;
        max-width: 100px; transform: rotate(2deg); opacity: 0.4 !important; filter: blur(3px) }
    dialog, ::backdrop { display: none !important }
    lifesign-selfie { width: 50px; height: 50px; contain: strict; overflow: hidden; clip-path: circle(2px); z-index: -1;
        visibility: hidden !important; content-visibility: hidden }`,
  'has a root of 10 pixels': `html { font-size: 62.5% }`,
  'has a root of 24 pixels': `html { font-size: 24px } body { font-size: 3rem }`,
  'changes what is inherited': `
    html, body { color: red; font: italic 900 40px/3 fantasy; letter-spacing: 5px; word-spacing: 9px; text-align: right;
        text-transform: uppercase; text-indent: 30px; text-shadow: 1px 1px red; white-space: nowrap; word-break: break-all;
        -webkit-text-fill-color: lime; -webkit-text-stroke: 1px lime; cursor: none; user-select: none; visibility: hidden;
        list-style: square inside; pointer-events: none; color-scheme: dark; writing-mode: vertical-rl }`,
  'transforms and clips its body': `
    body { transform: scale(0.5) rotate(20deg); filter: grayscale(1); perspective: 100px; opacity: 0.3; contain: layout paint;
        clip-path: inset(40%); will-change: transform; overflow: clip; height: 50px; mix-blend-mode: multiply }`,
  'zooms its root': `html { zoom: 1.5 }`,
  'zooms its body out': `body { zoom: 0.5 }`,
  'reads from right to left by its style': `* { direction: rtl !important; unicode-bidi: bidi-override }`,
};

test.describe('the dialog looks the same on a page that', () => {
  let plain: string[][] | null = null;

  for (const [name, css] of Object.entries(PAGES)) {
    test(name, async ({ page }) => {
      plain ??= await screens(page, NO_STYLE);
      expect(plain[0]?.length).toBeGreaterThan(30);
      expect(await screens(page, css)).toEqual(plain);
    });
  }

  test('reads from right to left by its attributes', async ({ page }) => {
    plain ??= await screens(page, NO_STYLE);
    expect(await screens(page, NO_STYLE, readRightToLeft)).toEqual(plain);
  });
});

test.describe('on a small screen', () => {
  for (const [name, viewport] of [
    ['magnified four times', { width: 320, height: 256 }],
    ['magnified twice', { width: 640, height: 400 }],
  ] as const) {
    test(`${name}, everything can be reached`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.goto('/plain');
      await page.addStyleTag({ content: 'html { font-size: 62.5%; zoom: 1.25 }' });
      await button(page, 'Verify').click();
      const launch = await launched(page);
      const content = await page.locator('.content').evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(content).toBe(0);
      await button(page, 'Take my selfie').click();
      expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
    });
  }
});

test.describe('forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('leave every part distinguishable from its background', async ({ page }) => {
    await page.goto('/plain?far');
    await button(page, 'Verify').click();
    const launch = await launched(page);
    const color = (selector: string, property: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
    expect(await color('dialog', 'border-top-style')).toBe('solid');
    expect(await color('.button.primary', 'border-top-style')).toBe('solid');
    expect(await color('.button.primary', 'color')).not.toBe(await color('.button.primary', 'background-color'));
    await button(page, 'Take my selfie').click();
    await launch.until('framing');
    const canvas = await color('dialog', 'background-color');
    expect(await color('.track', 'stroke')).not.toBe(canvas);
    expect(await color('.ring', 'stroke')).not.toBe(canvas);
    expect(await color('.hint', 'color')).not.toBe(canvas);
    expect(await color('.hint', 'border-top-style')).toBe('solid');
    await launch.press('cancel');
    await launch.result();
  });
});

test('the text size of the browser applies, not that of the page', async ({ hosts }) => {
  const profile = mkdtempSync(join(tmpdir(), 'lifesign-profile-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(
    join(profile, 'Default/Preferences'),
    JSON.stringify({ webkit: { webprefs: { default_font_size: 32 } } }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS],
    baseURL: hosts.address,
  });
  try {
    const page = await context.newPage();
    await page.goto('/plain');
    await page.addStyleTag({ content: 'html { font-size: 62.5% }' });
    await button(page, 'Verify').click();
    await launched(page);
    const sizeOf = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).fontSize);
    expect(await sizeOf('.button.primary')).toBe('32px');
    expect(await sizeOf('.list')).toBe('32px');
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('the page behind the dialog keeps its position and its scroll bar', async ({ hosts }) => {
  // Playwright hides scroll bars otherwise.
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  try {
    const page = await browser.newPage({ baseURL: hosts.address });
    for (const css of [
      NO_STYLE,
      'body { overflow-y: scroll }',
      'html { overflow-y: scroll }',
      'body { overflow-x: hidden } p:nth-child(2) { position: sticky; top: 0 }',
      'body { display: grid; gap: 40px; justify-content: space-between }',
      'body { display: flex; flex-direction: column; height: 3000px; justify-content: space-between }',
      'body > * + * { margin-top: 30px }',
      'html { scrollbar-gutter: stable }',
    ]) {
      await page.goto('/plain');
      await page.addStyleTag({ content: css });
      await page.evaluate(() => scrollTo(0, 300));
      const places = (): Promise<string[]> =>
        page
          .locator('body > p')
          .evaluateAll((lines) => lines.map((line) => JSON.stringify(line.getBoundingClientRect())));
      const before = { places: await places(), traces: await traces(page) };
      expect(before.traces.width).toBeLessThan(1280);
      await page.evaluate(() => document.querySelector('button')?.click());
      const launch = await launched(page);
      expect(await places(), css).toEqual(before.places);
      await page.mouse.move(5, 5);
      await page.mouse.wheel(0, 400);
      await page.keyboard.press('End');
      await page.waitForTimeout(300);
      expect(await places(), css).toEqual(before.places);
      await page.keyboard.press('Escape');
      await launch.result();
      await expect(page.locator('lifesign-selfie')).toHaveCount(0);
      expect({ places: await places(), traces: await traces(page) }, css).toEqual(before);
    }
  } finally {
    await browser.close();
  }
});
