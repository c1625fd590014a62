/** Requests to the gateway that can be aborted together. */
import { retryAfterOf } from '../client/transport/refusal.ts';
import { toLifesignError } from '../errors.ts';
import type { FlowEvent } from '../flow/event.ts';

export interface Requests {
  /** Aborted by the next `abort`. */
  readonly signal: AbortSignal;
  /** Sends a request; a failure becomes the event `failed`. After an abort, answer and failure are dropped. */
  run<T>(request: (signal: AbortSignal) => Promise<T>, onAnswer: (answer: T) => void): void;
  abort(): void;
}

export const createRequests = (dispatch: (event: FlowEvent) => void): Requests => {
  let controller = new AbortController();

  const run = async <T>(request: (signal: AbortSignal) => Promise<T>, onAnswer: (answer: T) => void): Promise<void> => {
    const { signal } = controller;
    try {
      const answer = await request(signal);
      if (!signal.aborted) {
        onAnswer(answer);
      }
    } catch (error) {
      if (!signal.aborted) {
        const data = toLifesignError(error, 'network-failed').toJSON();
        dispatch({ type: 'failed', error: data, retryAfterMs: retryAfterOf(error) });
      }
    }
  };

  return {
    get signal() {
      return controller.signal;
    },
    run: (request, onAnswer) => void run(request, onAnswer),
    abort() {
      controller.abort();
      controller = new AbortController();
    },
  };
};
