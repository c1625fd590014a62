import type { ThemeMode } from '../contract/index.ts';
import type { FlowKind } from '../flow/state.ts';
import type { HelpCenter } from '../options.ts';
import type { SelfieSettings } from './settings.ts';
import type { FlowTheme } from './theme/theme.ts';

/**
 * The public interface of `<lifesign-selfie>`: what `document.createElement('lifesign-selfie')` returns once it is defined. It
 * begins once `correlationId` is set with `baseUrl` and `token`, or with a backend in `settings`.
 */
export interface SelfieElement extends HTMLElement {
  /** `liveness` or `verification`. Default `liveness`. */
  flow: FlowKind;
  /** The address of the CoE gateway. */
  baseUrl: string | null;
  /** The user token that your server got by Initiate Flow. */
  token: string | null;
  /** Your session id, as given to Initiate Flow; comes back in the result. */
  correlationId: string | null;
  /** The folder with the package's static files. Default: where the bundler has put them, or beside the module. */
  staticUrl: string | null;
  /** The former name of `staticUrl`. */
  assetsUrl: string | null;
  /** The settings that are not strings. Read when a launch begins. */
  settings: SelfieSettings | null;
  /** A language of the package, or a longer tag such as `pt-BR`. May be changed at any time. */
  language: string | null;
  /** Null: the default theme. May be changed at any time. */
  theme: FlowTheme | null;
  /** Overrides the theme's own mode. */
  themeMode: ThemeMode | null;
  /** The host's help centre: decides which help buttons are shown, and is called when one of them is pressed. */
  helpCenter: HelpCenter | null;
  /** As a dialog over the page instead of inline. Set it before the first render. */
  modal: boolean;
  /** Hides the element once the result is delivered, as a dialog does. Default false: the last screen stays. */
  closesItself: boolean;
}
