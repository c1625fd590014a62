/** The content of every frame: bar, stage or sheet, the question before leaving, and the live regions. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Announcer } from './parts/announcer/announcer.ts';
import { icon } from './parts/icon/icon.ts';
import { type Question, questionPanel } from './parts/question/question.ts';
import { stage } from './parts/stage/stage.ts';
import type { Strings } from './strings/strings.ts';
import type { Screen } from './view.ts';

export interface FrameView {
  readonly screen: Screen;
  readonly strings: Strings;
  readonly name: string;
  readonly logo: string | undefined;
  readonly isOver: boolean;
  /** Asked over the screen; null while nothing is. */
  readonly question: Question | null;
  readonly isMirrored: boolean;
  readonly video: HTMLVideoElement | null;
  readonly still: HTMLCanvasElement;
  readonly announcer: Announcer;
  readonly dismiss: () => void;
}

export const frameContent = (view: FrameView): TemplateResult => {
  const { screen, strings, question, announcer } = view;
  return html`
    ${bar(view)}
    <div class="content ${screen.kind === 'stage' ? 'on-stage' : ''}" part="content" ?inert=${question !== null}>
      ${stageOf(view)} ${screen.kind === 'stage' ? screen.stage.caption : screen.sheet}
    </div>
    ${question === null ? nothing : questionPanel(question, strings)} ${announcer.polite}${announcer.assertive}
  `;
};

const bar = ({ strings, name, logo, isOver, question, dismiss }: FrameView): TemplateResult => {
  const label = isOver ? strings.action.close : strings.action.cancel;
  return html`
    <div class="bar" part="bar" ?inert=${question !== null}>
      ${logo === undefined ? nothing : html`<img part="logo" src=${logo} alt="" />`}
      <p class="name">${name}</p>
      <button
        class="icon-button"
        part="close-button"
        type="button"
        aria-label=${label}
        title=${label}
        @click=${dismiss}
      >
        ${icon('close')}
      </button>
    </div>
  `;
};

/** Always rendered, behind a sheet too: a video that is removed from the page stops playing. */
const stageOf = ({ screen, strings, isMirrored, video, still }: FrameView): TemplateResult => {
  const shown = screen.kind === 'stage' ? screen.stage : null;
  return stage({
    isHidden: shown === null,
    look: shown?.look ?? 'waiting',
    isMirrored,
    video,
    still,
    hint: shown?.hint ?? null,
    tools: shown?.tools ?? nothing,
    label: isMirrored ? strings.capture.preview : strings.capture.previewUnmirrored,
  });
};
