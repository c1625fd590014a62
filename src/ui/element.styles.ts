/** The element's constructable style sheets: a strict `style-src` forbids `style` attributes and elements. */
import { unsafeCSS } from 'lit';
import type { CSSResult } from 'lit';
import { frameStyles } from './frame.styles.ts';
import { layoutStyles } from './layout.styles.ts';
import { actionStyles } from './parts/actions/actions.styles.ts';
import { cameraChooserStyles } from './parts/camera-chooser/camera-chooser.styles.ts';
import { captionStyles } from './parts/caption/caption.styles.ts';
import { challengeStyles } from './parts/challenge/challenge.styles.ts';
import { hintStyles } from './parts/hint/hint.styles.ts';
import { iconStyles } from './parts/icon/icon.styles.ts';
import { illustrationStyles } from './parts/illustration/illustration.styles.ts';
import { questionStyles } from './parts/question/question.styles.ts';
import { sheetStyles } from './parts/sheet/sheet.styles.ts';
import { stageStyles } from './parts/stage/stage.styles.ts';
import { resetStyles } from './reset.styles.ts';
import { tokenStyles } from './theme/tokens.styles.ts';

/**
 * `rem` follows the font size of the page's root, which the page chooses: many set it to 62.5 %. In our style sheets it is
 * replaced by the text size of the browser: `--_rem`, which the element measures. `@media` and `@container` conditions
 * cannot read custom properties; their `em` has the same size.
 */
const ownRem = ({ cssText }: CSSResult): CSSResult =>
  unsafeCSS(
    cssText.replaceAll(/@(?:media|container)[^{]*|([\d.]+)rem\b/g, (found: string, count: string | undefined) =>
      count === undefined ? found.replaceAll('rem', 'em') : `calc(${count} * var(--_rem))`,
    ),
  );

export const elementStyles = [
  resetStyles,
  tokenStyles,
  frameStyles,
  iconStyles,
  illustrationStyles,
  actionStyles,
  hintStyles,
  challengeStyles,
  stageStyles,
  cameraChooserStyles,
  captionStyles,
  sheetStyles,
  questionStyles,
  // Last, because its rules about sizes override the others.
  layoutStyles,
].map(ownRem);
