/** From the launch to the first frame: support, introduction, camera and engine. */
import type { FlowEvent } from '../event.ts';
import { isPlanAwaited } from '../plan.ts';
import { cancelledResult, failure } from '../result.ts';
import type { LaunchContext, StateOf } from '../state.ts';
import type { Step } from '../step.ts';
import { block, cameraOpened, end, frame, go, handOff, leave, prepare, recover, stay } from '../step.ts';

export const check = (context: LaunchContext): Step => go({ phase: 'checking', context }, { type: 'check-support' });

export const onIdle = (state: StateOf<'idle'>, event: FlowEvent): Step =>
  event.type === 'launch' ? (state.context.isHandedOver ? redeem(state.context) : check(state.context)) : stay(state);

export const redeem = (context: LaunchContext): Step => go({ phase: 'redeeming', context }, { type: 'redeem-handoff' });

export const onRedeeming = (state: StateOf<'redeeming'>, event: FlowEvent): Step => {
  switch (event.type) {
    case 'handoff-redeemed':
      return check({ ...state.context, flow: event.flow, correlationId: event.correlationId });
    case 'failed':
      return block(state.context, event.error, 'redeem');
    case 'timeout':
      return go(block(state.context, failure('network-timeout', 'The link was not opened in time'), 'redeem').state, {
        type: 'abort-requests',
      });
    default:
      return stay(state);
  }
};

export const onChecking = (state: StateOf<'checking'>, event: FlowEvent): Step => {
  switch (event.type) {
    case 'supported':
      return onSupported({ ...state.context, supported: true }, event.hasCamera ?? true);
    case 'failed':
      return block(state.context, event.error, 'support');
    case 'timeout':
      return end(state.context, failure('unsupported-browser', 'The support check did not end in time'));
    default:
      return stay(state);
  }
};

const onSupported = (context: LaunchContext, hasCamera: boolean): Step =>
  context.mayHandOff && !hasCamera ? handOff(context) : go({ phase: 'intro', context }, { type: 'load-engine' });

export const onIntro = (state: StateOf<'intro'>, event: FlowEvent): Step => {
  switch (event.type) {
    case 'begin':
      return prepare(state.context);
    case 'hand-off':
      return state.context.mayHandOff ? handOff(state.context) : stay(state);
    case 'failed':
      // A retryable failure is tried again when the person begins, so it is not shown yet.
      return event.error.retryable ? stay(state) : end(state.context, event.error);
    case 'timeout':
      return leaveIdle(state);
    default:
      return stay(state);
  }
};

export const onPreparing = (state: StateOf<'preparing'>, event: FlowEvent): Step => {
  const { context } = state;
  switch (event.type) {
    case 'camera-opened':
      return cameraOpened(context, event.isMirrored);
    case 'engine-ready':
      return context.cameraOpen ? frame(context) : stay(state);
    case 'camera-lost':
      return recover(context, event.error);
    case 'hidden':
      // Not while the browser asks for permission: its prompt may hide the page, and asking again would loop.
      return context.cameraOpen ? stay({ phase: 'paused', context, cause: 'hidden' }) : stay(state);
    case 'failed':
      // A submission that could not be opened is opened with the pictures; only a refusal ends the launch here.
      return event.error.stage === 'network' && event.error.retryable && !isPlanAwaited(context)
        ? stay(state)
        : block(context, event.error, 'capture');
    case 'timeout':
      return onPreparingTooLong(state);
    default:
      return stay(state);
  }
};

const onPreparingTooLong = ({ context, waitingFor }: StateOf<'preparing'>): Step => {
  if (waitingFor === 'camera') {
    return block(context, failure('camera-failed', 'The camera did not open in time'), 'capture');
  }
  const blocked = block(context, failure('asset-load-failed', 'The engine did not load in time'), 'capture');
  // Aborts the load that hangs, so that the next one starts over.
  return go(blocked.state, { type: 'abort-requests' });
};

/** The person was inactive for too long on a screen that waits for them. */
export const leaveIdle = ({ context }: { readonly context: LaunchContext }): Step =>
  leave(
    context,
    cancelledResult(context.correlationId, failure('session-timeout', 'The person did nothing for too long')),
  );
