/** A thread for the pool's tests: the first byte of the selfie selects its behaviour. */
import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import type { EngineInput, EngineResult } from './types.ts';

export const DO = { answer: 0, fail: 1, die: 2, hang: 3, spin: 4, dieLater: 5 } as const;

export const ready = async (): Promise<void> => undefined;

export const verify = async ({ images }: EngineInput): Promise<EngineResult> => {
  switch (images.SELFIE?.[0]) {
    case DO.fail:
      throw new Error('no verdict');
    case DO.die:
      process.exit(1);
    // eslint-disable-next-line no-fallthrough -- the thread is gone
    case DO.hang:
      await new Promise(() => undefined);
      break;
    case DO.spin:
      for (;;) {
        // Only ending the thread stops this.
      }
    case DO.dieLater:
      setImmediate(() => setImmediate(() => process.exit(1)));
      break;
    default:
      await sleep(200);
  }
  return {
    problem: null,
    liveness: null,
    faceMatch: null,
    reference: null,
    copy: null,
    prints: {},
    models: {},
    signals: { threadId },
  };
};
