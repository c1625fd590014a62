/** The last attempt did not pass and another one is allowed: tips for it. */
import { html, nothing } from 'lit';
import { actions, helpButton, primaryButton } from '../../parts/actions/actions.ts';
import { pictureOr, sign } from '../../parts/illustration/illustration.ts';
import { tipList } from '../../parts/list/list.ts';
import type { Tip } from '../../parts/list/list.ts';
import { sheet } from '../../parts/sheet/sheet.ts';
import { reasonWords } from '../../strings/reason.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

const ANY_REASON: readonly Tip[] = ['light', 'level', 'uncover'];

const TIPS: Readonly<Record<string, readonly Tip[]>> = {
  NOT_LIVE: ['light', 'level', 'uncover'],
  DEVICE_SPOOF: ['person', 'light', 'lens'],
  FACE_MATCH_FAILED: ['light', 'uncover', 'level'],
  DOCUMENT_NOT_FOUND: ['level', 'uncover', 'still'],
  INVALID_DOCUMENT: ['light', 'lens', 'still'],
};

export const retryScreen = (view: View<'retry'>): Screen => {
  const { state, strings, images, send } = view;
  const { attemptsLeft } = state.context;
  return onSheet(
    sheet({
      picture: pictureOr(images.retry, sign('again', 'primary')),
      guidance: reasonWords(state.reason, strings),
      messages: state.messages,
      details: html`
        ${tipList(TIPS[state.reason] ?? ANY_REASON, strings)}
        ${attemptsLeft === null ? nothing : html`<p class="note">${strings.retry.attemptsLeft(attemptsLeft)}</p>`}
      `,
      actions: actions(
        primaryButton(strings.action.retry, () => send({ type: 'retry' })),
        helpButton(view, 'VERIFICATION_FAILED'),
      ),
    }),
  );
};
