/** Interruptions of every phase in front of the camera. */
import type { ErrorData } from '../../errors.ts';
import type { TimerId } from '../command.ts';
import type { FlowEvent } from '../event.ts';
import type { Hint } from '../hint.ts';
import { isPlanAwaited } from '../plan.ts';
import { failure } from '../result.ts';
import type { LaunchContext, StateOf } from '../state.ts';
import type { Step } from '../step.ts';
import { block, prepare, recover, stay } from '../step.ts';

type Capturing = StateOf<'framing' | 'challenge' | 'holding' | 'capturing'>;

/**
 * While frames matter, network failures wait until submitting, unless the gateway refused, or its challenges
 * are still unknown.
 */
export const refusedOnly = (state: Capturing | StateOf<'paused'>, error: ErrorData): Step =>
  error.retryable && !isPlanAwaited(state.context) ? stay(state) : block(state.context, error, 'capture');

export const onInterruption = (state: Capturing, event: FlowEvent): Step => {
  const { context } = state;
  switch (event.type) {
    case 'camera-lost':
      return recover(context, event.error);
    case 'hidden':
      return stay({ phase: 'paused', context, cause: 'hidden' });
    case 'choose-camera':
      return prepare(context, event.deviceId);
    case 'failed':
      return event.error.stage === 'network' ? refusedOnly(state, event.error) : recoverOrBlock(context, event.error);
    case 'timeout':
      return onTooLong(state, event.timer);
    default:
      return stay(state);
  }
};

const recoverOrBlock = (context: LaunchContext, error: ErrorData): Step =>
  error.stage === 'engine' || error.stage === 'camera' ? recover(context, error) : block(context, error, 'capture');

const onTooLong = (state: Capturing, timer: TimerId): Step =>
  timer === 'capture'
    ? block(state.context, failure('capture-failed', 'The engine did not return the capture in time'), 'capture')
    : block(
        state.context,
        failure('capture-timeout', 'No face was in place for long enough', lastHint(state)),
        'capture',
      );

/** The last hint, which helps the person more than general tips. */
const lastHint = (state: Capturing): Hint | undefined =>
  state.phase === 'framing' && state.hint !== 'hold' ? state.hint : undefined;
