/** The editor on a page: changes appear in the preview at once, and in the copied code. */
import { defined } from 'lifesign/define';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { find } from './gallery-mount.ts';
import { setUpThemeEditor } from './theme-editor.ts';

let root = document.createElement('main');

const inRoot = <E extends Element>(selector: string): E => {
  const found = root.querySelector<E>(selector);
  if (found === null) {
    throw new Error(`Nothing matches ${selector}`);
  }
  return found;
};

const change = (selector: string, value: string): void => {
  const control = inRoot<HTMLInputElement | HTMLSelectElement>(selector);
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
};

const buttonColor = (): string => getComputedStyle(find(inRoot('lifesign-selfie'), '.button.primary')).backgroundColor;

beforeEach(async () => {
  await defined;
  root = document.createElement('main');
  document.body.append(root);
  setUpThemeEditor(root);
  await vi.waitFor(() => expect(buttonColor()).toBe('rgb(11, 107, 96)'), 20_000);
});

afterEach(() => vi.restoreAllMocks());

it('shows a colour at once and writes only that colour into the code', async () => {
  change('input[name=primary]', '#123456');
  await vi.waitFor(() => expect(buttonColor()).toBe('rgb(18, 52, 86)'));
  expect(inRoot('pre').textContent).toContain("    light: { primary: '#123456' },\n  },\n});");
  change('input[name=primary]', '#0b6b60');
  expect(inRoot('pre').textContent).not.toContain('colors');
});

it('edits light and dark separately', async () => {
  change('input[name=primary]', '#123456');
  change('select', 'dark');
  await vi.waitFor(() => expect(buttonColor()).toBe('rgb(95, 211, 191)'));
  change('input[name=background]', '#000000');
  expect(inRoot('pre').textContent).toContain(
    "    light: { primary: '#123456' },\n    dark: { background: '#000000' },",
  );
});

it('reports insufficient contrast', () => {
  expect(inRoot('.problem').textContent).toBe('');
  change('input[name=onPrimary]', '#0b6b60');
  expect(inRoot('.problem').textContent).toContain('onPrimary on primary: 1.0 to 1');
});

it('copies the code, with a font in it', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  change('input:not([type=color])', "'My Font', serif");
  inRoot<HTMLButtonElement>('button').click();
  await vi.waitFor(() => expect(inRoot('button').textContent).toBe('Copied'));
  expect(written).toHaveBeenCalledExactlyOnceWith(inRoot('pre').textContent);
  expect(inRoot('pre').textContent).toContain("fonts: { body: '\\'My Font\\', serif' }");
});
