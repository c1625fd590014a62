/** Maps each phase to its screen; phases may share one (the focus moves only between screens). */
import type { Phase } from '../../flow/state.ts';
import type { AnyView, Screen } from '../view.ts';
import { blockedScreen } from './blocked/blocked.ts';
import { cancelledScreen } from './cancelled/cancelled.ts';
import { captureScreen } from './capture/capture.ts';
import { challengeScreen } from './challenge/challenge.ts';
import { doneScreen } from './done/done.ts';
import { exhaustedScreen } from './exhausted/exhausted.ts';
import { failedScreen } from './failed/failed.ts';
import { introScreen } from './intro/intro.ts';
import { pausedScreen } from './paused/paused.ts';
import { preparingScreen } from './preparing/preparing.ts';
import { retryScreen } from './retry/retry.ts';
import { sendingScreen } from './sending/sending.ts';

export const SCREEN_NAMES = {
  idle: 'intro',
  redeeming: 'intro',
  checking: 'intro',
  handoff: 'handoff',
  intro: 'intro',
  preparing: 'preparing',
  blocked: 'blocked',
  framing: 'capture',
  challenge: 'challenge',
  holding: 'capture',
  capturing: 'capture',
  submitting: 'sending',
  processing: 'sending',
  retry: 'retry',
  paused: 'paused',
  exhausted: 'exhausted',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<Phase, string>;

export const screenOf = ({ state, drawHandoff, ...view }: AnyView): Screen => {
  switch (state.phase) {
    case 'idle':
    case 'redeeming':
    case 'checking':
    case 'intro':
      return introScreen({ ...view, state });
    case 'handoff':
      return drawHandoff({ ...view, state });
    case 'preparing':
      return preparingScreen({ ...view, state });
    case 'blocked':
      return blockedScreen({ ...view, state });
    case 'framing':
    case 'holding':
    case 'capturing':
      return captureScreen({ ...view, state });
    case 'challenge':
      return challengeScreen({ ...view, state });
    case 'submitting':
    case 'processing':
      return sendingScreen({ ...view, state });
    case 'retry':
      return retryScreen({ ...view, state });
    case 'paused':
      return pausedScreen({ ...view, state });
    case 'exhausted':
      return exhaustedScreen({ ...view, state });
    case 'done':
      return doneScreen({ ...view, state });
    case 'failed':
      return failedScreen({ ...view, state });
    case 'cancelled':
      return cancelledScreen({ ...view, state });
  }
};
