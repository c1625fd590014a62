/** Everything that a screen depends on: the state, the texts, and functions to send intents. */
import type { TemplateResult } from 'lit';
import type { CameraChoice } from '../camera/camera.ts';
import type { HelpType } from '../contract/index.ts';
import type { Intent } from '../flow/event.ts';
import { SHINES } from '../flow/light.ts';
import type { Phase, State, StateOf } from '../flow/state.ts';
import type { Surroundings } from './surroundings.ts';
import type { Strings } from './strings/strings.ts';
import type { ThemeImages } from './theme/theme.ts';

export interface ViewContext {
  readonly strings: Strings;
  readonly images: ThemeImages;
  readonly surroundings: Surroundings;
  /** Available cameras; a choice is offered when there are at least two. */
  readonly cameras: readonly CameraChoice[];
  readonly send: (intent: Intent) => void;
  /** Leaves the screen as the state requires: cancels, closes, or asks first. */
  readonly dismiss: () => void;
  readonly isHelpVisible: (type: HelpType) => boolean;
  readonly askForHelp: (type: HelpType) => void;
}

export interface View<P extends Phase = Phase> extends ViewContext {
  readonly state: StateOf<P>;
}

/** With the screen that loads on demand. */
export interface AnyView extends View {
  readonly drawHandoff: (view: View<'handoff'>) => Screen;
}

/** How the stage looks: before the picture, live, held still after the selfie, and at the end. */
export type StageLook = 'waiting' | 'live' | 'holding' | 'taken' | 'sending' | 'paused' | 'passed' | 'received';

/** A screen on the camera's stage: the stage itself stays, only its look and the text under it change. */
export interface StageScreen {
  readonly look: StageLook;
  /** In the bubble on the picture. */
  readonly hint: TemplateResult | null;
  /** In the strip below the oval. */
  readonly tools?: unknown;
  readonly caption: TemplateResult;
}

export type Screen =
  { readonly kind: 'stage'; readonly stage: StageScreen } | { readonly kind: 'sheet'; readonly sheet: TemplateResult };

/**
 * Whether the screen lights the face now: only in these phases, from the first dark face of the launch to the last selfie; where
 * the gateway asks for tints, from the first frame.
 */
export const isLit = ({ phase, context }: State): boolean =>
  SHINES.has(phase) && (context.screenLight === 'lit' || context.light.length > 0);

export const onStage = (stage: StageScreen): Screen => ({ kind: 'stage', stage });
export const onSheet = (sheet: TemplateResult): Screen => ({ kind: 'sheet', sheet });
