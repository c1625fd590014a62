/**
 * The camera's stage: mirrored picture, veil with an oval opening, ring around it, bubble above.
 * It is rendered once and keeps its size from the first frame to the result; only its look changes.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { StageLook } from '../../view.ts';

/** An ellipse from the top clockwise, so that the ring fills clockwise. Units of the 300 x 400 view box. */
const OVAL = 'M150 20a132 176 0 010 352a132 176 0 010-352z';
/** Wide enough to cover a stage of any shape around the view box. */
const AROUND = 'M-3000-3000h6300v6400h-6300z';

export interface StageView {
  readonly isHidden: boolean;
  readonly look: StageLook;
  readonly isMirrored: boolean;
  readonly video: HTMLVideoElement | null;
  /** The picture at the moment of the selfie. */
  readonly still: HTMLCanvasElement;
  readonly hint: TemplateResult | null;
  readonly tools: unknown;
  readonly label: string;
}

export const stage = (view: StageView): TemplateResult => html`
  <div class="stage" part="stage" data-look=${view.look} ?data-mirrored=${view.isMirrored} ?hidden=${view.isHidden}>
    <div class="picture" role="img" aria-label=${view.label}>${view.video}${view.still}</div>
    <svg class="guide" part="guide" viewBox="0 0 300 392" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      <path class="veil" fill-rule="evenodd" d="${AROUND}${OVAL}" />
      <path class="shade" d=${OVAL} />
      <path class="track" d=${OVAL} pathLength="100" />
      <path class="ring" part="ring" d=${OVAL} pathLength="100" />
      <g class="verdict">
        <circle cx="150" cy="368" r="32" />
        <path d="M135 369l10.5 10.5 20-21.5" pathLength="100" />
      </g>
    </svg>
    <div class="bubble">${view.hint ?? nothing}</div>
    ${view.tools}
  </div>
`;
