/** The end without a pass: what it means, and help, before the result is delivered. */
import { actions, helpButton, primaryButton } from '../../parts/actions/actions.ts';
import { pictureOr, sign } from '../../parts/illustration/illustration.ts';
import { sheet } from '../../parts/sheet.ts';
import { reasonWords } from '../../strings/reason.ts';
import type { Guidance } from '../../strings/strings.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const exhaustedScreen = (view: View<'exhausted'>): Screen => {
  const { state, strings, images, dismiss } = view;
  return onSheet(
    sheet({
      picture: pictureOr(images.failed, sign('alert', 'danger')),
      guidance: wordsOf(view),
      messages: state.messages,
      actions: actions(primaryButton(strings.action.close, dismiss), helpButton(view, state.help)),
    }),
  );
};

/** Reasons that another selfie would not mend say more than the code; the others ask to try again, which is over. */
const FINAL_REASONS: ReadonlySet<string> = new Set(['REFERENCE_IMAGE_VALIDATION_FAILED', 'REFERENCE_IMAGE_NOT_FOUND']);

const wordsOf = ({ state, strings }: View<'exhausted'>): Guidance => {
  const { code, detail = '' } = state.error;
  return FINAL_REASONS.has(detail) ? reasonWords(detail, strings) : strings.error[code];
};
