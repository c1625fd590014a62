import type { SessionConfig } from '../options.ts';
import type { FlowTheme } from './theme/theme.ts';

/** What a launch is given: everything of the session, and how it looks. */
export interface LaunchConfig extends SessionConfig {
  /** Default null: `DefaultOneKycSelfieLivenessFlowTheme` or its sibling for verification. */
  readonly theme?: FlowTheme | null;
  /** Where the flow becomes part of the page. Default null: a dialog over the page. */
  readonly container?: HTMLElement | null;
}
