/** The pictures of the sheets: a drawn face for the welcome, one large sign on a soft disc for the others. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from '../icon/icon.ts';
import type { IconName } from '../icon/icon.ts';

export type Tone = 'primary' | 'success' | 'warning' | 'danger';

/** The partner's picture, otherwise the built-in drawing. */
export const pictureOr = (url: string | undefined, drawing: TemplateResult): TemplateResult =>
  url === undefined ? drawing : html`<div class="illustration" part="illustration"><img src=${url} alt="" /></div>`;

export const sign = (name: IconName, tone: Tone): TemplateResult => html`
  <div class="illustration sign" part="illustration" data-tone=${tone} aria-hidden="true">${icon(name)}</div>
`;

/** A face in an oval, the light beside it, a level camera: the three steps in one picture. */
export const faceDrawing = (label: string): TemplateResult => html`
  <div class="illustration face" part="illustration">
    <svg viewBox="0 0 240 176" role="img" aria-label=${label}>
      <circle class="wash" cx="120" cy="92" r="82" />
      <circle class="dot" cx="36" cy="56" r="5" />
      <circle class="dot" cx="207" cy="124" r="7" />
      <circle class="dot small" cx="24" cy="122" r="3" />
      <g class="sun">
        <circle cx="202" cy="48" r="11" />
        <path d="M202 27v-6M202 75v-6M181 48h-6M229 48h-6M187 33l-4-4M221 67l-4-4M217 33l4-4M183 67l4-4" />
      </g>
      <clipPath id="lifesign-oval"><ellipse cx="120" cy="90" rx="56" ry="74" /></clipPath>
      <ellipse class="paper" cx="120" cy="90" rx="56" ry="74" />
      <g clip-path="url(#lifesign-oval)">
        <path class="coat" d="M58 176c2-30 22-44 44-47h36c22 3 42 17 44 47z" />
        <path class="skin shade" d="M105 108h30v22c0 8-7 14-15 14s-15-6-15-14z" />
        <path class="hair" d="M82 92c-6-36 12-58 38-58s45 20 38 58l-5 6H87z" />
        <path class="skin" d="M90 80c0-17 13-26 30-26s30 9 30 26c0 28-13 46-30 46S90 108 90 80z" />
        <path class="hair" d="M88 82c-1-22 12-34 32-34 21 0 33 12 32 34-6-3-9-9-11-16-12 7-28 9-42 5-3 5-6 9-11 11z" />
        <path class="line" d="M103 85c3-2 7-2 10 0M127 85c3-2 7-2 10 0M120 90v9M110 110c6 5 14 5 20 0" />
      </g>
      <ellipse class="ring" cx="120" cy="90" rx="56" ry="74" />
      <path class="ring done" d="M120 16a56 74 0 0156 74 56 74 0 01-31 66" />
      <g class="badge">
        <circle cx="164" cy="148" r="17" />
        <path d="M156 148.5l5.5 5.5 10.5-11" />
      </g>
    </svg>
  </div>
`;
