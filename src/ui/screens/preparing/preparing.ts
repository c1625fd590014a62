/** The browser asks for the camera, or the engine is still loading. */
import { html, nothing } from 'lit';
import { caption } from '../../parts/caption/caption.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const preparingScreen = ({ state, strings }: View<'preparing'>): Screen => {
  const words = strings.preparing[state.waitingFor];
  return onStage({
    look: 'waiting',
    hint: null,
    caption: caption(
      words,
      state.waitingFor === 'engine'
        ? html`
            <progress
              class="progress soon"
              part="progress"
              aria-label=${words.title}
              max="100"
              value=${Math.round(state.context.engineShare * 100)}
            ></progress>
          `
        : nothing,
    ),
  });
};
