/** The bubble on the picture: one instruction with an icon. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Hint } from '../../../flow/hint.ts';
import { icon } from '../icon/icon.ts';
import type { IconName } from '../icon/icon.ts';

/**
 * Left and right are the person's own, drawn as in the mirrored picture; where it is not mirrored, CSS flips
 * them. They do not depend on the writing direction.
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

/** Hidden from screen readers: the announcer speaks the same text at intervals. */
export const hintBubble = (hint: Hint, text: string): TemplateResult => html`
  <p class="hint" part="hint" data-good=${hint === 'hold'} data-hint=${hint} aria-hidden="true">
    ${icon(HINT_SIGNS[hint])}<span>${text}</span>
  </p>
`;
