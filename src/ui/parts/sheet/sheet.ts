/** The shape of every screen without a camera picture: a picture and the point first, then details, then buttons. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { UiMessage } from '../../../contract/index.ts';
import type { Guidance } from '../../strings/strings.ts';

export interface Sheet {
  readonly picture: TemplateResult;
  readonly guidance: Guidance;
  /** The gateway's own words take the place of ours; they may be in another language, so they set their direction. */
  readonly messages?: readonly UiMessage[];
  readonly details?: unknown;
  readonly actions: TemplateResult | typeof nothing;
}

export const sheet = ({ picture, guidance, messages = [], details = nothing, actions }: Sheet): TemplateResult => {
  const told = messages[0];
  const direction = told === undefined ? nothing : 'auto';
  return html`
    <div class="sheet ${details === nothing ? 'plain' : ''}" part="sheet">
      <div class="lead">
        ${picture}
        <h2 class="heading" part="heading" tabindex="-1" dir=${direction}>${told?.title ?? guidance.title}</h2>
        <p class="text" part="text" dir=${direction}>${told?.message ?? guidance.text}</p>
      </div>
      <div class="details">${details}${actions}</div>
    </div>
  `;
};
