/** Screens that wait for the person: a problem to solve, or the last screen with help. */
import type { FlowEvent } from '../event.ts';
import { errorResult } from '../result.ts';
import type { StateOf } from '../state.ts';
import type { Step } from '../step.ts';
import { fail, go, handOff, prepare, stay, succeed } from '../step.ts';
import { check, redeem } from './opening.ts';

export const onBlocked = (state: StateOf<'blocked'>, event: FlowEvent): Step => {
  const { context, error } = state;
  switch (event.type) {
    case 'retry':
    case 'begin':
      return resume(state);
    case 'hand-off':
      return mayGoToPhone(state) ? handOff({ ...context, recoveries: 0 }) : stay(state);
    case 'choose-camera':
      return state.resume === 'capture' ? prepare({ ...context, recoveries: 0 }, event.deviceId) : stay(state);
    case 'camera-available':
      return error.stage === 'camera' ? resume(state) : stay(state);
    case 'visible':
      // The person may be back from the system's settings or another program: browsers do not report a camera that became free.
      return error.code === 'permission-system' || error.code === 'camera-in-use' ? resume(state) : stay(state);
    case 'close':
    case 'timeout':
      return fail(context, error, errorResult(context.correlationId, error));
    default:
      return stay(state);
  }
};

/** Whether a phone can be offered instead: not while a selfie waits to be sent. */
export const mayGoToPhone = ({ context, resume: at }: StateOf<'blocked'>): boolean =>
  context.mayHandOff && at !== 'submit';

const resume = (state: StateOf<'blocked'>): Step => {
  const context = { ...state.context, recoveries: 0 };
  switch (state.resume) {
    case 'support':
      return check(context);
    case 'redeem':
      return redeem(context);
    case 'capture':
      return prepare(context);
    case 'submit':
      return go({ phase: 'submitting', context, progress: 0 }, { type: 'submit' });
  }
};

export const onExhausted = (state: StateOf<'exhausted'>, event: FlowEvent): Step => {
  switch (event.type) {
    case 'close':
    case 'timeout':
      return deliver(state);
    default:
      return stay(state);
  }
};

/** Delivers the stored result, however the last screen is left. */
export const deliver = ({ context, error, result }: StateOf<'exhausted'>): Step =>
  result.status === 'COMPLETED' ? succeed(context, result, false) : fail(context, error, result);
