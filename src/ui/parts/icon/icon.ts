/** Line drawings on a 24 x 24 grid, in the colour of the text around them. Always decorative, beside a text. */
import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

const DRAWINGS = {
  'close': svg`<path d="M6 6l12 12M18 6L6 18" />`,
  'check': svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
  'left': svg`<path d="M19 12H5m6-6l-6 6 6 6" />`,
  'right': svg`<path d="M5 12h14m-6-6l6 6-6 6" />`,
  'up': svg`<path d="M12 19V5m-6 6l6-6 6 6" />`,
  'down': svg`<path d="M12 5v14m-6-6l6 6 6-6" />`,
  'closer': svg`<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" /><circle cx="12" cy="12" r="3" />`,
  'back': svg`<path d="M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5" />`,
  'face': svg`<ellipse cx="12" cy="12" rx="7" ry="9" /><path d="M9.5 10v.5M14.5 10v.5M9.5 15.2c1.5 1.4 3.5 1.4 5 0" />`,
  'people': svg`<circle cx="9" cy="8.5" r="3.5" /><path d="M2.5 20c.6-4 3-6 6.5-6s5.9 2 6.5 6M16 5.300a3.5 3.5 0 010 6.400M18 14.600c2 .8 3.2 2.6 3.5 5.4" />`,
  'light': svg`<circle cx="12" cy="12" r="4" /><path d="M12 3v1.500M12 19.500V21M3 12h1.500M19.5 12H21M5.6 5.600l1.1 1.100M17.3 17.300l1.1 1.100M18.4 5.600l-1.1 1.100M6.7 17.300l-1.1 1.1" />`,
  'tilt': svg`<path d="M5 14a7 7 0 1014 0M12 3v8M8.5 6.500L12 3l3.5 3.5" />`,
  'still': svg`<rect x="7" y="3" width="10" height="18" rx="2.5" /><path d="M3 9v6M21 9v6" />`,
  'lens': svg`<circle cx="12" cy="12" r="8.5" /><circle cx="12" cy="12" r="4" /><path d="M12 9.800a2.2 2.2 0 012.2 2.2" />`,
  'uncover': svg`<path d="M3 10.500h2.500M18.5 10.500H21M10.8 10.500h2.4" /><circle cx="8" cy="11.5" r="2.8" /><circle cx="16" cy="11.5" r="2.8" /><path d="M4 19L20 4" />`,
  'level': svg`<path d="M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6z" /><circle cx="12" cy="12" r="2.8" />`,
  'shield': svg`<path d="M12 3l7.5 2.800v5.700c0 4.6-3 7.9-7.5 9.5-4.5-1.6-7.5-4.9-7.5-9.500V5.800L12 3z" /><path d="M8.8 12l2.3 2.3 4.2-4.5" />`,
  'camera': svg`<rect x="2.5" y="6.5" width="13" height="11" rx="2.5" /><path d="M15.5 10.800l6-3.300v9l-6-3.300z" />`,
  'camera-off': svg`<path d="M9 6.500h4a2.5 2.5 0 012.5 2.500v1.800l6-3.300v9l-4-2.200M15.5 15a2.5 2.5 0 01-2.5 2.500H5A2.5 2.5 0 012.5 15V9A2.5 2.5 0 015 6.500M3 3l18 18" />`,
  'again': svg`<path d="M4.5 12a7.5 7.5 0 0112.9-5.200L20 9.300M20 4v5.300h-5.300M19.5 12a7.5 7.5 0 01-12.9 5.200L4 14.700M4 20v-5.300h5.3" />`,
  'alert': svg`<circle cx="12" cy="12" r="9" /><path d="M12 7.500v5.500M12 16.300v.2" />`,
  'phone': svg`<rect x="6.5" y="2.5" width="11" height="19" rx="2.5" /><path d="M10.5 18.500h3" />`,
  'pause': svg`<path d="M9 6v12M15 6v12" />`,
  'offline': svg`<path d="M2.5 9a14 14 0 014.7-3M10.5 5.100A14 14 0 0121.5 9M5.8 12.600a9 9 0 013.7-2.200M15 10.900a9 9 0 013.2 1.700M9 16.200a4.5 4.5 0 016 0M12 19.500v.1M3 3l18 18" />`,
  'help': svg`<circle cx="12" cy="12" r="9" /><path d="M9.5 9.500a2.5 2.5 0 114 2c-.9.6-1.5 1.2-1.5 2.200M12 16.600v.1" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof DRAWINGS;

export const icon = (name: IconName): TemplateResult => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${DRAWINGS[name]}</svg>
`;
