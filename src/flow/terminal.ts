import type { Phase, State, StateOf } from './state.ts';

export type TerminalPhase = 'done' | 'failed' | 'cancelled';

export const TERMINAL_PHASES: readonly Phase[] = ['done', 'failed', 'cancelled'] satisfies readonly TerminalPhase[];

export const isTerminal = (state: State): state is StateOf<TerminalPhase> => TERMINAL_PHASES.includes(state.phase);
