/** The engine with metrics and spans of its calls. */
import type { Metrics } from '../telemetry/metrics.ts';
import { timed } from '../telemetry/timed.ts';
import { traced } from '../telemetry/trace.ts';
import type { Engine } from './types.ts';

export const observedEngine = (engine: Engine, metrics: Metrics): Engine => {
  const observe = <Result>(work: 'verify' | 'compare', run: () => Promise<Result>): Promise<Result> =>
    traced(`engine ${work}`, {}, () => timed(run, (isDone, seconds) => metrics.engine(work, isDone, seconds)));
  return {
    ...engine,
    verify: (input, options) => observe('verify', () => engine.verify(input, options)),
    compare: (input, options) => observe('compare', () => engine.compare(input, options)),
  };
};
