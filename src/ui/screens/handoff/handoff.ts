/** At the computer during a hand-off: the code to scan, then the state on the phone. Loads on demand. */
import { html, nothing } from 'lit';
import type { HandoffStage } from '../../../flow/state.ts';
import { actions, primaryButton, quietButton } from '../../parts/actions/actions.ts';
import { copyLinkButton } from '../../parts/copy-link/copy-link.ts';
import type { IconName } from '../../parts/icon/icon.ts';
import { sign } from '../../parts/illustration/illustration.ts';
import { QrCode } from '../../parts/qr-code/qr-code.ts';
import { sheet } from '../../parts/sheet/sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';
import { handoffWords } from './words.ts';

export type HandoffScreen = (view: View<'handoff'>) => Screen;

/** One for each element: the code is kept between renders. */
export const createHandoffScreen = (): HandoffScreen => {
  const qrCode = new QrCode();
  return ({ state, strings, send }) => {
    const { stage, link } = state;
    const again = (): void => send({ type: 'retry' });
    qrCode.show(stage === 'waiting' ? (link?.address ?? null) : null);
    return onSheet(
      sheet({
        picture:
          stage === 'waiting'
            ? html`<div part="qr-code" role="img" aria-label=${strings.handoff.code}>${qrCode.drawing}</div>`
            : sign(SIGNS[stage], link === null && stage !== 'making' ? 'warning' : 'primary'),
        guidance: handoffWords(stage, strings),
        actions: actions(
          link === null && stage !== 'making' ? primaryButton(strings.action.newCode, again) : nothing,
          stage === 'waiting' && link !== null ? copyLinkButton(strings, link.address) : nothing,
          stage === 'opened' ? quietButton(strings.action.newCode, again) : nothing,
          quietButton(strings.action.thisComputer, () => send({ type: 'begin' })),
        ),
      }),
    );
  };
};

const SIGNS: Readonly<Record<Exclude<HandoffStage, 'waiting'>, IconName>> = {
  making: 'phone',
  opened: 'phone',
  expired: 'again',
  left: 'alert',
  unmade: 'offline',
};
