/** The engine with metrics and spans of its calls. */
import type { Metrics } from '../telemetry/metrics.ts';
import { traced } from '../telemetry/trace.ts';
import type { Engine } from './types.ts';

export const observedEngine = (engine: Engine, metrics: Metrics): Engine => {
  const observe = <Result>(work: 'verify' | 'compare', run: () => Promise<Result>): Promise<Result> =>
    traced(`engine ${work}`, {}, async () => {
      const startedAt = performance.now();
      const tell = (isDone: boolean): void => metrics.engine(work, isDone, (performance.now() - startedAt) / 1000);
      try {
        const result = await run();
        tell(true);
        return result;
      } catch (error) {
        tell(false);
        throw error;
      }
    });
  return {
    ...engine,
    verify: (input, options) => observe('verify', () => engine.verify(input, options)),
    compare: (input, options) => observe('compare', () => engine.compare(input, options)),
  };
};
