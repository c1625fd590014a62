/** Evidence of a capture that the device judged live, for tests of the gateway clients. */
import type { Evidence } from '../src/client/backend.ts';

/** `changes` replace whole fields. */
export const evidenceWith = (changes: Partial<Evidence> = {}): Evidence => ({
  sdkVersion: '0.0.0-test',
  device: { verdict: 'live', score: 0.9, signals: { mean: 0.9 }, frames: 12, windowMs: 1200 },
  injection: { frozen: 0 },
  models: { liveness: 'ab'.repeat(32) },
  selfTest: { backend: 'wasm', passed: true, maxError: 0 },
  capturedAt: 1_700_000_000_000,
  ...changes,
});
