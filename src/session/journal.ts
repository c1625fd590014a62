/** The record of a launch: phases with times for the trace, typed events for the host. Never a frame, never a token. */
import type { DocumentVerificationResult } from '../contract/index.ts';
import type { ErrorData } from '../errors.ts';
import type { FlowEvent } from '../flow/event.ts';
import type { State } from '../flow/state.ts';
import { tellTrouble } from '../tell-trouble.ts';
import type { PhaseMark, SessionEvent, UntimedSessionEvent } from './events.ts';

export interface Journal {
  readonly trace: readonly PhaseMark[];
  readonly tell: (event: UntimedSessionEvent) => void;
  /** Records a change of state by an event. */
  readonly moved: (before: State, event: FlowEvent, after: State) => void;
  readonly finished: (result: DocumentVerificationResult) => void;
}

export const createJournal = (now: () => number, onEvent: (event: SessionEvent) => void): Journal => {
  const launchedAt = now();
  const trace: PhaseMark[] = [];
  let lastError: ErrorData | null = null;
  const elapsed = (): number => Math.round(now() - launchedAt);

  const tell = (event: UntimedSessionEvent): void => {
    try {
      onEvent({ ...event, at: elapsed() });
    } catch (error) {
      // An error in the host's analytics must not end the launch, and must be reported.
      reportError(error);
    }
  };

  const tellError = (error: ErrorData): void => {
    if (error !== lastError) {
      lastError = error;
      tell({ type: 'error', error });
      if (error.stage === 'engine') {
        tellTrouble(error);
      } else if (error.stage === 'support') {
        // oxlint-disable-next-line no-console -- what the browser lacks: for the developer
        console.warn(`lifesign: ${error.code}: ${error.message}`);
      }
    }
  };

  return {
    trace,
    tell,
    moved(before, event, after) {
      if (event.type === 'failed' || event.type === 'camera-lost') {
        tellError(event.error);
      }
      if ((after.phase === 'blocked' || after.phase === 'exhausted') && before.phase !== after.phase) {
        tellError(after.error);
      }
      if (before.phase !== after.phase) {
        trace.push({ name: after.phase, ms: elapsed() });
        tell({ type: 'phase', phase: after.phase, previous: before.phase, attempt: after.context.attempt });
      }
      if (after.phase === 'framing' && !(before.phase === 'framing' && before.hint === after.hint)) {
        tell({ type: 'hint', hint: after.hint });
      }
    },
    finished(result) {
      tell({
        type: 'result',
        status: result.status,
        errorCode: result.extra?.errorCode ?? null,
        detailedErrorCode: result.extra?.detailedErrorCode ?? null,
        phases: [...trace],
      });
    },
  };
};
