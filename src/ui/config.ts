import type { SessionConfig } from '../options.ts';
import type { FlowTheme } from './theme/theme.ts';

/** The appearance of a launch and its place in the page. */
export interface LaunchLook {
  /** Default null: `DefaultOneKycSelfieLivenessFlowTheme` or its sibling for verification. */
  readonly theme?: FlowTheme | null;
  /** The parent for an inline flow. Default null: a dialog over the page. */
  readonly container?: HTMLElement | null;
}

/** The config of a launch. */
export type LaunchConfig = SessionConfig & LaunchLook;
