/** A question over a screen, which is inert meanwhile: whether to leave it, or whether the person is still there. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { actions, primaryButton, quietButton } from '../actions/actions.ts';
import type { Strings } from '../../strings/strings.ts';

export type QuestionName = 'leaving' | 'idle';

export interface Question {
  readonly name: QuestionName;
  readonly stay: () => void;
  readonly leave: () => void;
}

export const questionPanel = ({ name, stay, leave }: Question, strings: Strings): TemplateResult => html`
  <div class="question ${name}" part=${name}>
    <div class="question-card" role="alertdialog" aria-labelledby="question-title" aria-describedby="question-text">
      <h2 class="heading" id="question-title" tabindex="-1">${strings[name].title}</h2>
      <p class="text" id="question-text">${strings[name].text}</p>
      ${actions(primaryButton(strings.action.stay, stay), quietButton(strings.action.leave, leave))}
    </div>
  </div>
`;
