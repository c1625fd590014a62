/** Unordered tips and ordered steps. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Strings } from '../../strings/strings.ts';
import { icon } from '../icon/icon.ts';
import type { IconName } from '../icon/icon.ts';

export type Tip = keyof Strings['tip'];

const TIP_ICONS: Readonly<Record<Tip, IconName>> = {
  light: 'light',
  lens: 'lens',
  uncover: 'uncover',
  level: 'level',
  person: 'face',
  still: 'still',
};

export const iconList = (items: readonly (readonly [IconName, string])[]): TemplateResult => html`
  <ul class="list" part="list" role="list">
    ${items.map(([name, text]) => html`<li><span class="list-icon">${icon(name)}</span><span>${text}</span></li>`)}
  </ul>
`;

/** `first`: a tip for a known cause, before the general ones. */
export const tipList = (
  tips: readonly Tip[],
  strings: Strings,
  first: readonly (readonly [IconName, string])[] = [],
): TemplateResult => html`
  <h3 class="subheading">${strings.retry.tips}</h3>
  ${iconList([...first, ...tips.map((tip) => [TIP_ICONS[tip], strings.tip[tip]] as const)])}
`;

export const stepList = (title: string, steps: readonly string[]): TemplateResult => html`
  <h3 class="subheading">${title}</h3>
  <ol class="list steps" part="list" role="list">
    ${steps.map((step, index) => html`<li><span class="list-icon" aria-hidden="true">${index + 1}</span><span>${step}</span></li>`)}
  </ol>
`;
