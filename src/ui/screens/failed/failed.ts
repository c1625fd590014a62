/** The launch ended in an error. The result is out already; this only explains. */
import { nothing } from 'lit';
import type { ErrorCode } from '../../../errors.ts';
import { actions, primaryButton } from '../../parts/actions/actions.ts';
import { copyLinkButton } from '../../parts/copy-link/copy-link.ts';
import { pictureOr, sign } from '../../parts/illustration/illustration.ts';
import { sheet } from '../../parts/sheet.ts';
import { onSheet } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

/** Another browser would do: the way there is the page's address. */
const NEEDS_ANOTHER_BROWSER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unsupported-browser', 'permission-policy']);

export const failedScreen = ({ state, strings, images, dismiss }: View<'failed'>): Screen => {
  const { code, stage } = state.error;
  return onSheet(
    sheet({
      picture: pictureOr(images.failed, sign(stage === 'network' ? 'offline' : 'alert', 'danger')),
      guidance: strings.error[code],
      actions: actions(
        primaryButton(strings.action.close, dismiss),
        NEEDS_ANOTHER_BROWSER.has(code) ? copyLinkButton(strings) : nothing,
      ),
    }),
  );
};
