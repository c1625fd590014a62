import type { SessionConfig } from '../options.ts';
import type { FlowTheme } from './theme/theme.ts';

/** How a launch looks, and where. */
export interface LaunchLook {
  /** Default null: `DefaultOneKycSelfieLivenessFlowTheme` or its sibling for verification. */
  readonly theme?: FlowTheme | null;
  /** Where the flow becomes part of the page. Default null: a dialog over the page. */
  readonly container?: HTMLElement | null;
}

/** What a launch is given. */
export type LaunchConfig = SessionConfig & LaunchLook;
