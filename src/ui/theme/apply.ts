/** Sets a theme on an element as CSS custom properties through the CSSOM, which a strict `style-src` allows. */
import { COLOR_NAMES, colorProperty } from './palette.ts';
import type { FlowTheme } from './theme.ts';

export type ColorMode = 'light' | 'dark';

export const FONT_BODY = '--lifesign-font-body';
export const FONT_HEADING = '--lifesign-font-heading';

/** Properties that the theme omits are removed, so that the page's own custom properties and the defaults apply. */
export const applyTheme = (element: HTMLElement, theme: FlowTheme | null, mode: ColorMode): void => {
  const colors = theme?.colors?.[mode] ?? {};
  for (const name of COLOR_NAMES) {
    setOrRemove(element, colorProperty(name), colors[name]);
  }
  setOrRemove(element, FONT_BODY, theme?.fonts?.body);
  setOrRemove(element, FONT_HEADING, theme?.fonts?.heading ?? theme?.fonts?.body);
};

const setOrRemove = (element: HTMLElement, property: string, value: string | undefined): void => {
  if (value === undefined) {
    element.style.removeProperty(property);
  } else {
    element.style.setProperty(property, value);
  }
};
