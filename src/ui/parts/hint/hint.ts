/** The bubble on the picture: one thing to do, with a sign that shows it. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Hint } from '../../../flow/hint.ts';
import { icon } from '../icon/icon.ts';
import type { IconName } from '../icon/icon.ts';

/**
 * Left and right are the person's own, drawn as in the mirrored picture; where it is no mirror, the style turns them
 * round. They never turn with the direction of writing.
 */
export const HINT_SIGNS: Readonly<Record<Hint, IconName>> = {
  'no-face': 'face',
  'several-faces': 'people',
  'face-cut-off': 'closer',
  'too-far': 'closer',
  'too-close': 'back',
  'move-left': 'left',
  'move-right': 'right',
  'move-up': 'up',
  'move-down': 'down',
  'look-straight': 'level',
  'head-tilted': 'tilt',
  'too-dark': 'light',
  'too-bright': 'light',
  'uneven-light': 'light',
  'blurred': 'lens',
  'hold-still': 'still',
  'hold': 'check',
};

/** Hidden from screen readers: the announcer speaks the same words at its own pace. */
export const hintBubble = (hint: Hint, text: string): TemplateResult => html`
  <p class="hint" part="hint" data-good=${hint === 'hold'} data-hint=${hint} aria-hidden="true">
    ${icon(HINT_SIGNS[hint])}<span>${text}</span>
  </p>
`;
