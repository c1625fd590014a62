/** The buttons of a screen, the most likely one first and largest. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { HelpType } from '../../../contract/index.ts';
import type { ViewContext } from '../../view.ts';
import { icon } from '../icon/icon.ts';

export const actions = (...buttons: readonly (TemplateResult | typeof nothing)[]): TemplateResult => html`
  <div class="actions" part="actions">${buttons}</div>
`;

export const primaryButton = (label: string, onClick: () => void, isBusy = false): TemplateResult => html`
  <button class="button primary" part="button primary-button" type="button" ?disabled=${isBusy} @click=${onClick}>
    ${isBusy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label}
  </button>
`;

export const quietButton = (label: string, onClick: () => void): TemplateResult => html`
  <button class="button quiet" part="button secondary-button" type="button" @click=${onClick}>${label}</button>
`;

/** Hands off to the person's phone. */
export const phoneButton = ({ strings, send }: ViewContext): TemplateResult => html`
  <button class="button quiet" part="button secondary-button" type="button" @click=${() => send({ type: 'hand-off' })}>
    ${icon('phone')}${strings.action.phone}
  </button>
`;

/** Empty unless the host shows its help centre for this type. */
export const helpButton = (view: ViewContext, type: HelpType): TemplateResult | typeof nothing =>
  view.isHelpVisible(type)
    ? html`
        <button class="button quiet" part="button help-button" type="button" @click=${() => view.askForHelp(type)}>
          ${icon('help')}${view.strings.action.help}
        </button>
      `
    : nothing;
