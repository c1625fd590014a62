/** Everything the element adopts, as constructable style sheets: no `style` attribute and no style element anywhere. */
import { frameStyles } from './frame.styles.ts';
import { layoutStyles } from './layout.styles.ts';
import { actionStyles } from './parts/actions/actions.styles.ts';
import { cameraChooserStyles } from './parts/camera-chooser/camera-chooser.styles.ts';
import { captionStyles } from './parts/caption/caption.styles.ts';
import { challengeStyles } from './parts/challenge/challenge.styles.ts';
import { hintStyles } from './parts/hint/hint.styles.ts';
import { iconStyles } from './parts/icon/icon.styles.ts';
import { illustrationStyles } from './parts/illustration/illustration.styles.ts';
import { sheetStyles } from './parts/sheet/sheet.styles.ts';
import { stageStyles } from './parts/stage/stage.styles.ts';
import { leavingStyles } from './screens/leaving/leaving.styles.ts';
import { tokenStyles } from './theme/tokens.styles.ts';

export const elementStyles = [
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
  leavingStyles,
  // Last: it has the last word about sizes.
  layoutStyles,
];
