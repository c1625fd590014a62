/** The tints that the screen takes during a hold, in the gateway's order: which one is due, and when all were shown. */
import { LIGHT, type Tint } from '../contract/light.ts';
import type { LaunchContext, Phase, State, StateOf } from './state.ts';

/** The screen has one luminance from the first frame to the selfie: a hold that is lost and begins again is no flash. */
export const SHINES: ReadonlySet<Phase> = new Set<Phase>(['framing', 'challenge', 'holding', 'capturing']);

/** Frames of all tints. */
const framesOf = ({ light }: LaunchContext): number => light.length * LIGHT.framesPerStep;

/** Number of the tint that is due, from 0; null where none is. */
export const tintStep = (state: State): number | null =>
  state.phase === 'holding' && state.lit < framesOf(state.context) ? Math.floor(state.lit / LIGHT.framesPerStep) : null;

/** Counts a good frame if it shows the tint that is due, and that alone. */
export const countLit = (state: StateOf<'holding'>, step: number | null): number =>
  step !== null && step === tintStep(state) ? state.lit + 1 : state.lit;

/** How much of the light was seen, 0..1; 1 where none is asked for. */
export const lightProgress = (context: LaunchContext, lit: number): number =>
  context.light.length === 0 ? 1 : Math.min(1, lit / framesOf(context));

/** The tint of the screen, `neutral` before and after the tints, or null where it keeps its own colours. */
export const tintOf = (state: State): Tint | 'neutral' | null => {
  const { phase, context } = state;
  if (context.light.length === 0 || !SHINES.has(phase)) {
    return null;
  }
  return context.light[tintStep(state) ?? -1] ?? 'neutral';
};
