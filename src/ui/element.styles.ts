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
 * In style sheets `rem` is the size of the page's root, which is the page's to choose: many set it to 62.5 %. In ours it
 * is the text size of the browser: `--_rem`, which the element measures. Conditions have no custom properties, but an
 * `em` of their own that is the same.
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
  // Last: it has the last word about sizes.
  layoutStyles,
].map(ownRem);
