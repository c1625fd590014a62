/** The bubble of a movement: an animated face and the text. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ChallengeName } from '../../../contract/index.ts';
import { challengePicture } from './challenge-picture.ts';

/** Hidden from screen readers: the announcer speaks the same text at intervals. */
export const challengeBubble = (name: ChallengeName, words: string, stage: string): TemplateResult => html`
  <p class="hint challenge" part="hint challenge" data-good=${stage === 'begun'} aria-hidden="true">
    ${challengePicture(name)}<span>${words}</span>
  </p>
`;
