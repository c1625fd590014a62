/** How a launch begins. Apart from the machine: the first screen is drawn before the machine is loaded. */
import type { FlowKind, State } from './state.ts';

export const initialState = (launch: {
  readonly flow: FlowKind;
  readonly correlationId: string;
  readonly asksChallenges?: boolean;
  readonly preferPassive?: boolean;
  readonly isMirrored?: boolean;
  readonly screenLight?: boolean;
  readonly mayTint?: boolean;
  readonly mayHandOff?: boolean;
  readonly isHandedOver?: boolean;
}): State => ({
  phase: 'idle',
  context: {
    flow: launch.flow,
    correlationId: launch.correlationId,
    attempt: 1,
    attemptsLeft: null,
    engineReady: false,
    engineShare: 0,
    cameraOpen: false,
    isMirrored: launch.isMirrored ?? true,
    supported: false,
    recoveries: 0,
    asksChallenges: launch.asksChallenges ?? false,
    prefersPassive: launch.preferPassive ?? false,
    mayHandOff: launch.mayHandOff ?? false,
    isHandedOver: launch.isHandedOver ?? false,
    challenges: null,
    screenLight: (launch.screenLight ?? true) ? 'ready' : 'off',
    mayTint: launch.mayTint ?? false,
    light: [],
    secondLooks: 0,
    isHidden: false,
    isTimeShort: false,
  },
});
