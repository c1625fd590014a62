/** The selfie is being uploaded, then checked. */
import { html, nothing } from 'lit';
import { caption } from '../../parts/caption/caption.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const sendingScreen = ({ state, strings }: View<'submitting' | 'processing'>): Screen => {
  const isUploading = state.phase === 'submitting';
  const words = isUploading ? strings.sending.uploading : strings.sending.processing;
  return onStage({
    look: 'sending',
    hint: null,
    caption: caption(
      words,
      html`
        <progress
          class="progress"
          part="progress"
          aria-label=${words.title}
          max="100"
          value=${isUploading ? Math.round(state.progress * 100) : nothing}
        ></progress>
        ${isUploading ? nothing : html`<p class="text late">${strings.sending.late}</p>`}
      `,
    ),
  });
};
