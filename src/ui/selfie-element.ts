import type { ThemeMode } from '../contract/index.ts';
import type { FlowKind } from '../flow/state.ts';
import type { HelpCenter } from '../options.ts';
import type { SelfieSettings } from './settings.ts';
import type { FlowTheme } from './theme/theme.ts';

/**
 * `<lifesign-selfie>` as its page sees it: what `document.createElement('lifesign-selfie')` gives once it is defined. It
 * begins once `correlationId` is there with `baseUrl` and `token`, or with a backend in `settings`.
 */
export interface SelfieElement extends HTMLElement {
  /** `liveness` or `verification`. Default `liveness`. */
  flow: FlowKind;
  baseUrl: string | null;
  token: string | null;
  correlationId: string | null;
  /** The folder with the package's static files. Default: where the bundler has put them, or beside the module. */
  staticUrl: string | null;
  /** The former name of `staticUrl`. */
  assetsUrl: string | null;
  /** Everything of a launch that is not text. Read when a launch begins. */
  settings: SelfieSettings | null;
  /** `id`, `en` or `ar`, or a longer tag. May change at any time. */
  language: string | null;
  /** Null: the default theme. May change at any time. */
  theme: FlowTheme | null;
  /** Stronger than the theme's own mode. */
  themeMode: ThemeMode | null;
  helpCenter: HelpCenter | null;
  /** Over the page rather than a part of it. Set before the element is drawn first. */
  modal: boolean;
  /** Goes away by itself once the result is delivered, as a dialog does. Default false: the last screen stays. */
  closesItself: boolean;
}
