/**
 * A small animated face that makes the movement. Drawn as in a mirror: the person's own left is on the left in either
 * writing direction; where the picture is not mirrored, CSS flips it.
 */
import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { ChallengeName } from '../../../contract/index.ts';

const EYES = svg`<g class="eyes"><path d="M17 21v3M31 21v3" /></g>`;
const NOSE = svg`<path d="M24 24v5" />`;
const MOUTH = svg`<path d="M18.5 33.5q5.5 3 11 0" />`;
const FEATURES = svg`<g class="features">${EYES}${NOSE}${MOUTH}</g>`;
const TO_LEFT = svg`<path class="arrow" d="M9 44c4 3 10 4.500 15 4.500M9 44l1 4M9 44l4-.6" />`;
const TO_RIGHT = svg`<path class="arrow" d="M39 44c-4 3-10 4.500-15 4.500M39 44l-1 4M39 44l-4-.6" />`;
const DOWN = svg`<path class="arrow" d="M45 17v13m-3-3.500l3 3.500 3-3.5" />`;

const DRAWINGS: Readonly<Record<ChallengeName, SVGTemplateResult>> = {
  BLINK: svg`<g class="features">${EYES}<path class="lids" d="M14 23q3 2.500 6 0M28 23q3 2.500 6 0" />${NOSE}${MOUTH}</g>`,
  SMILE: svg`<g class="features">${EYES}${NOSE}<path class="rest" d="M19.500 34q4.5 1.500 9 0" />
    <path class="smile" d="M15.500 31.500q8.5 10 17 0z" /></g>`,
  TURN_LEFT: svg`${FEATURES}${TO_LEFT}`,
  TURN_RIGHT: svg`${FEATURES}${TO_RIGHT}`,
  NOD: svg`${FEATURES}${DOWN}`,
};

export const challengePicture = (name: ChallengeName): TemplateResult => html`
  <svg class="movement" data-movement=${name} viewBox="0 0 52 52" aria-hidden="true" focusable="false">
    <ellipse cx="24" cy="25" rx="15" ry="19" />
    ${DRAWINGS[name]}
  </svg>
`;
