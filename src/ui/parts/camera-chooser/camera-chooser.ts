/** Chooses another camera when there is more than one. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ViewContext } from '../../view.ts';
import { icon } from '../icon/icon.ts';

export const cameraChooser = ({ cameras, strings, send }: ViewContext): TemplateResult | typeof nothing => {
  if (cameras.length < 2) {
    return nothing;
  }
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) {
      send({ type: 'choose-camera', deviceId: event.target.value });
    }
  };
  return html`
    <label class="chooser" part="camera-chooser">
      ${icon('camera')}<span class="visually-hidden">${strings.capture.camera}</span>
      <select @change=${choose}>
        ${cameras.map(({ deviceId, label, active }, index) =>
          label === ''
            ? html`<option value=${deviceId} ?selected=${active}>${strings.capture.cameraNumber(index + 1)}</option>`
            : // The device's own name, whose language is unknown.
              html`<option value=${deviceId} ?selected=${active} lang="" dir="auto">${label}</option>`,
        )}
      </select>
    </label>
  `;
};
