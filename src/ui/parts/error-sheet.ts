/** The screen of an error that ends a launch: what happened and what to do next. */
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { HelpType, UiMessage } from '../../contract/index.ts';
import type { ErrorCode, ErrorData } from '../../errors.ts';
import { reasonWords } from '../strings/reason.ts';
import type { Guidance, Strings } from '../strings/strings.ts';
import type { ViewContext } from '../view.ts';
import { actions, helpButton, primaryButton } from './actions/actions.ts';
import { copyLinkButton } from './copy-link/copy-link.ts';
import type { IconName } from './icon/icon.ts';
import { pictureOr, sign } from './illustration/illustration.ts';
import { sheet } from './sheet/sheet.ts';

interface Ending {
  readonly error: ErrorData;
  readonly messages?: readonly UiMessage[];
  /** Null: no help button. */
  readonly help: HelpType | null;
}

/** Codes that another browser solves: the page's address can be copied. */
const NEEDS_ANOTHER_BROWSER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unsupported-browser', 'permission-policy']);

/** Reasons that another selfie would not fix, shown instead of the code's text; texts of other reasons ask to try again, which is impossible here. */
const FINAL_REASONS: ReadonlySet<string> = new Set(['REFERENCE_IMAGE_VALIDATION_FAILED', 'REFERENCE_IMAGE_NOT_FOUND']);

export const errorSheet = (view: ViewContext, { error, messages = [], help }: Ending): TemplateResult => {
  const { strings, images, dismiss } = view;
  return sheet({
    picture: pictureOr(images.failed, sign(signOf(error), 'danger')),
    guidance: wordsOf(error, strings),
    messages,
    actions: actions(
      primaryButton(strings.action.close, dismiss),
      NEEDS_ANOTHER_BROWSER.has(error.code) ? copyLinkButton(strings) : nothing,
      help === null ? nothing : helpButton(view, help),
    ),
  });
};

const wordsOf = ({ code, detail = '' }: ErrorData, strings: Strings): Guidance =>
  FINAL_REASONS.has(detail) ? reasonWords(detail, strings) : strings.error[code];

const signOf = ({ code, stage }: ErrorData): IconName => {
  if (stage === 'camera') {
    return 'camera-off';
  }
  return code.startsWith('network-') ? 'offline' : 'alert';
};
