/** The layout of every screen without a camera picture: illustration and heading, then details, then buttons. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { UiMessage } from '../../../contract/index.ts';
import type { Guidance } from '../../strings/strings.ts';

export interface Sheet {
  readonly picture: TemplateResult;
  readonly guidance: Guidance;
  /**
   * The gateway's messages replace our texts. They may be in another language, so `lang` is set, to unknown if it is
   * not given, and the direction is automatic.
   */
  readonly messages?: readonly UiMessage[];
  readonly details?: unknown;
  readonly actions: TemplateResult | typeof nothing;
}

export const sheet = ({ picture, guidance, messages = [], details = nothing, actions }: Sheet): TemplateResult => {
  const told = messages[0];
  const [title, text] = told === undefined ? [guidance.title, guidance.text] : [told.title, told.message];
  const lang = told === undefined ? nothing : (told.language ?? '');
  const dir = told === undefined ? nothing : 'auto';
  return html`
    <div class="sheet ${details === nothing ? 'plain' : ''}" part="sheet">
      <div class="lead">
        ${picture}
        <h2 class="heading" part="heading" tabindex="-1" lang=${lang} dir=${dir}>${title}</h2>
        <p class="text" part="text" lang=${lang} dir=${dir}>${text}</p>
      </div>
      <div class="details">${details}${actions}</div>
    </div>
  `;
};
