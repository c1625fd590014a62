import { createMetrics } from '../../src/telemetry/metrics.ts';

/** For what counts something that nothing reads. */
export const NO_METRICS = createMetrics(
  {
    engine: () => ({ inFlight: 0, oldestMs: 0, refused: 0 }),
    heldBytes: () => 0,
    forgottenPictures: () => Promise.resolve(0),
    queues: () => Promise.resolve([]),
  },
  false,
);
