/** The element's events. They carry plain data, bubble and cross shadow roots. */
import type { DocumentVerificationResult } from '../contract/index.ts';
import type { Phase } from '../flow/state.ts';

/** The result of a launch, fired once. */
export class LifesignResultEvent extends Event {
  static readonly type = 'lifesign-result';
  readonly result: DocumentVerificationResult;

  constructor(result: DocumentVerificationResult) {
    super(LifesignResultEvent.type, { bubbles: true, composed: true });
    this.result = result;
  }
}

/** The flow entered another phase. */
export class LifesignPhaseEvent extends Event {
  static readonly type = 'lifesign-phase';
  readonly phase: Phase;
  /** 1-based number of the attempt. */
  readonly attempt: number;

  constructor(phase: Phase, attempt: number) {
    super(LifesignPhaseEvent.type, { bubbles: true, composed: true });
    this.phase = phase;
    this.attempt = attempt;
  }
}

/** The person left the last screen; comes after the result. The element hides itself unless this is prevented. */
export class LifesignCloseEvent extends Event {
  static readonly type = 'lifesign-close';

  constructor() {
    super(LifesignCloseEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'lifesign-result': LifesignResultEvent;
    'lifesign-phase': LifesignPhaseEvent;
    'lifesign-close': LifesignCloseEvent;
  }
}
