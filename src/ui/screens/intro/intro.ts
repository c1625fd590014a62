/** The introduction and its start button. Also shown during the support check, so that the layout does not jump. */
import { html, nothing } from 'lit';
import { actions, phoneButton, primaryButton } from '../../parts/actions/actions.ts';
import { faceDrawing, pictureOr } from '../../parts/illustration/illustration.ts';
import { icon } from '../../parts/icon/icon.ts';
import { iconList } from '../../parts/list/list.ts';
import { sheet } from '../../parts/sheet/sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const introScreen = (view: View<'idle' | 'redeeming' | 'checking' | 'intro'>): Screen => {
  const { state, strings, images, send } = view;
  const { intro, action } = strings;
  const [light, uncover, level] = intro.steps;
  return onSheet(
    sheet({
      picture: pictureOr(images.intro, faceDrawing(intro.illustration)),
      guidance: { title: intro.title, text: intro.text[state.context.flow] },
      details: html`
        ${iconList([
          ['light', light],
          ['uncover', uncover],
          ['level', level],
        ])}
        <p class="privacy" part="privacy">${icon('shield')}<span>${intro.privacy}</span></p>
      `,
      actions: actions(
        primaryButton(action.begin, () => send({ type: 'begin' }), state.phase !== 'intro'),
        state.phase === 'intro' && state.context.mayHandOff ? phoneButton(view) : nothing,
      ),
    }),
  );
};
