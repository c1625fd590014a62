/** The text under the stage. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Guidance } from '../../strings/strings.ts';

export const caption = ({ title, text }: Guidance, more: unknown = nothing): TemplateResult => html`
  <div class="caption" part="caption">
    <h2 class="heading" part="heading" tabindex="-1">${title}</h2>
    <p class="text" part="text">${text}</p>
    ${more}
  </div>
`;
