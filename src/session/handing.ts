/** Hand-off between computer and phone: the link, its state, its end. The backend decides which side this is. */
import type { Backend, HandoffCalls } from '../client/backend.ts';
import { isLifesignError, LifesignError } from '../errors.ts';
import type { FlowEvent } from '../flow/event.ts';
import { createRequests } from './requests.ts';
import type { TimerHost } from './timers.ts';

export interface HandingDeps {
  readonly backend: Backend;
  readonly dispatch: (event: FlowEvent) => void;
  /** The phone's page; null where the launch stays on this device. */
  readonly pageUrl: string | null;
  /** For the phone's first screen. */
  readonly language: string;
  readonly timers: TimerHost;
  readonly now: () => number;
}

export interface Handing {
  make(): void;
  look(id: string): void;
  end(id: string): void;
  redeem(): void;
  /** Aborts what is under way; its answers are dropped. */
  abort(): void;
  /** The launch is over on this device. On the phone this ends the hand-off, unless the launch completed. */
  finish(isCompleted: boolean): void;
}

/** The phone asks this often whether it was stopped at the computer. Milliseconds. */
const WATCH_MS = 5_000;

/** Time-out of ending a hand-off; its answer is not used. Milliseconds. */
const END_MS = 15_000;

export const createHanding = ({ backend, dispatch, pageUrl, language, timers, now }: HandingDeps): Handing => {
  const requests = createRequests(dispatch);
  /** On the phone, once it was opened there. */
  let handedId: string | null = null;
  let watching: unknown = null;

  const calls = (): HandoffCalls => {
    if (backend.handoff === undefined) {
      throw new LifesignError('internal', 'The gateway family cannot hand a launch over');
    }
    return backend.handoff;
  };

  const end = (id: string): void => {
    calls()
      .end(id, { signal: AbortSignal.timeout(END_MS) })
      // Without this call both expire by themselves: the link within minutes, the phone's token after its lifetime.
      .catch(() => undefined);
  };

  const watch = (id: string): void => {
    watching = timers.set(() => void askIfStopped(id), WATCH_MS);
  };

  const askIfStopped = async (id: string): Promise<void> => {
    const stop = await stopOf(id);
    if (handedId !== id) {
      return;
    }
    if (stop !== null) {
      dispatch({ type: 'failed', error: stop.toJSON() });
    }
    watch(id);
  };

  /** Other failures are reported by the calls that need an answer. */
  const stopOf = async (id: string): Promise<LifesignError | null> => {
    try {
      await calls().look(id, { signal: requests.signal });
      return null;
    } catch (error) {
      return isLifesignError(error) && error.code === 'handoff-ended' ? error : null;
    }
  };

  return {
    make() {
      requests.abort();
      requests.run(
        (signal) => calls().make({ signal }),
        ({ id, code }) => dispatch({ type: 'handoff-made', link: { id, address: linkOf(pageUrl, code, language) } }),
      );
    },
    look: (id) =>
      requests.run(
        (signal) => calls().look(id, { signal }),
        ({ state, outcome, isJudging }) =>
          dispatch({ type: 'handoff-standing', id, standing: state, outcome, isJudging, at: now() }),
      ),
    end,
    redeem: () =>
      requests.run(
        (signal) => backend.redeem?.({ signal }) ?? Promise.reject(new LifesignError('internal', 'No link to open')),
        ({ handoffId, flow, correlationId }) => {
          handedId = handoffId;
          watch(handoffId);
          dispatch({ type: 'handoff-redeemed', flow, correlationId });
        },
      ),
    abort: () => requests.abort(),
    finish(isCompleted) {
      requests.abort();
      timers.clear(watching);
      if (handedId !== null && !isCompleted) {
        end(handedId);
      }
      handedId = null;
    },
  };
};

/** The code is in the fragment, which browsers do not send to servers. */
const linkOf = (pageUrl: string | null, code: string, language: string): string =>
  `${pageUrl ?? ''}#/handoff-v1?${new URLSearchParams({ code, language }).toString()}`;
