/** Asks for confirmation before a running check is left. Covers the screen, which is inert meanwhile. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { actions, primaryButton, quietButton } from '../../parts/actions/actions.ts';
import type { Strings } from '../../strings/strings.ts';

export const leavingPanel = (strings: Strings, stay: () => void, leave: () => void): TemplateResult => html`
  <div class="leaving" part="leaving">
    <div class="leaving-card" role="alertdialog" aria-labelledby="leaving-title" aria-describedby="leaving-text">
      <h2 class="heading" id="leaving-title" tabindex="-1">${strings.leaving.title}</h2>
      <p class="text" id="leaving-text">${strings.leaving.text}</p>
      ${actions(primaryButton(strings.action.stay, stay), quietButton(strings.action.leave, leave))}
    </div>
  </div>
`;
