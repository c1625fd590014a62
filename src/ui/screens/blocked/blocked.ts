/** A problem that the person can solve: what, how, and whether the flow continues by itself. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ErrorCode, ErrorData } from '../../../errors.ts';
import type { Hint } from '../../../flow/hint.ts';
import { mayGoToPhone } from '../../../flow/phases/waiting.ts';
import { actions, helpButton, phoneButton, primaryButton } from '../../parts/actions/actions.ts';
import { cameraChooser } from '../../parts/camera-chooser/camera-chooser.ts';
import { HINT_SIGNS } from '../../parts/hint/hint.ts';
import type { IconName } from '../../parts/icon/icon.ts';
import { pictureOr, sign } from '../../parts/illustration/illustration.ts';
import { stepList, tipList } from '../../parts/list/list.ts';
import { sheet } from '../../parts/sheet/sheet.ts';
import type { Strings } from '../../strings/strings.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

/** Codes after which the flow continues without a click: it listens for permissions and devices. */
const GOES_ON_BY_ITSELF: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'permission-user',
  'permission-system',
  'camera-none',
  'camera-lost',
]);

export const blockedScreen = (view: View<'blocked'>): Screen => {
  const { state, strings, images, send, dismiss } = view;
  const { code, retryable } = state.error;
  return onSheet(
    sheet({
      picture: pictureOr(images.blocked, sign(signOf(view), code === 'capture-timeout' ? 'primary' : 'warning')),
      guidance: strings.error[code],
      details: html`
        ${detailsOf(view)} ${cameraChooser(view)}
        ${GOES_ON_BY_ITSELF.has(code) ? html`<p class="note">${strings.blocked.waiting}</p>` : nothing}
      `,
      actions: actions(
        retryable
          ? primaryButton(strings.action.retry, () => send({ type: 'retry' }))
          : primaryButton(strings.action.close, dismiss),
        mayGoToPhone(state) ? phoneButton(view) : nothing,
        helpButton(view, state.help),
      ),
    }),
  );
};

const detailsOf = ({ state, strings, surroundings }: View<'blocked'>): TemplateResult | typeof nothing => {
  switch (state.error.code) {
    case 'permission-user':
      return stepList(strings.blocked.steps, strings.blocked.place[surroundings.place]);
    case 'permission-system':
      return stepList(strings.blocked.steps, strings.blocked.system[surroundings.system]);
    case 'canvas-blocked': {
      const { steps, firefox, other } = strings.blocked.canvas;
      return stepList(steps, surroundings.place === 'firefox-desktop' ? firefox : other);
    }
    case 'capture-timeout':
      return tipList(['light', 'level', 'uncover', 'lens'], strings, hintOf(state.error, strings));
    default:
      return nothing;
  }
};

/** The hint that the person did not follow in time, as the first tip. */
const hintOf = ({ detail = '' }: ErrorData, strings: Strings): readonly (readonly [IconName, string])[] =>
  isHint(detail, strings) ? [[HINT_SIGNS[detail], strings.hint[detail]]] : [];

const isHint = (detail: string, strings: Strings): detail is Hint => Object.hasOwn(strings.hint, detail);

const signOf = ({ state }: View<'blocked'>): IconName => {
  const { code, stage } = state.error;
  if (stage === 'camera') {
    return 'camera-off';
  }
  if (stage === 'network') {
    return 'offline';
  }
  return code === 'capture-timeout' ? 'face' : 'alert';
};
