/**
 * Verification in worker threads.
 * Owns: the pool, time limits, cancelling, and that a crashed thread fails only its own verification.
 * Does not know: what is checked (verify.ts) nor how the models are loaded (parts.ts).
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { EngineConfig } from './config.ts';
import type { ComparisonResult, Engine, EngineInput, EngineResult } from './types.ts';

export interface EngineOptions {
  /** Default: one fewer than the cores, at most 4. Each holds its own models, about 150 MB. */
  readonly threads?: number;
  /** Folder with the files of the nets that device and gateway share. Default: the SDK package's own. */
  readonly modelsDir?: string;
  /** Third-party nets that decide with ours. Default: ours decides alone. */
  readonly config?: EngineConfig;
  /** Milliseconds for one verification, including the wait for a free thread. Default 30 s. */
  readonly timeoutMs?: number;
  /** The module that threads run. Default: the one beside this file. */
  readonly thread?: URL;
  /** Called when an idle thread has crashed, for the log. It is replaced. Default: ignored. */
  readonly onThreadError?: (error: unknown) => void;
}

/** No verdict could be reached; `cause` has the reason. Retryable. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** What went wrong, in one line. */
export const reasonOf = (error: unknown): string => {
  const cause = error instanceof EngineError && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};

/** The start data of a thread. */
export interface ThreadData {
  readonly modelsDir: string | null;
  readonly config: EngineConfig | null;
}

const FAILURES = {
  verify: 'The verification failed',
  compare: 'The comparison failed',
  ready: 'The engine did not start',
} as const;

export const createEngine = ({
  threads = Math.max(1, Math.min(4, availableParallelism() - 1)),
  modelsDir,
  config,
  timeoutMs = 30_000,
  thread = new URL('./engine.worker.ts', import.meta.url),
  onThreadError = () => undefined,
}: EngineOptions = {}): Engine => {
  const pool = new Piscina({
    filename: fileURLToPath(thread),
    minThreads: threads,
    maxThreads: threads,
    // Threads resolve the SDK's sources as this process does, even under another tool (a test runner).
    execArgv: ['--conditions=lifesign-source'],
    workerData: { modelsDir: modelsDir ?? null, config: config ?? null } satisfies ThreadData,
  });

  // Without a listener, the event would terminate the process.
  pool.on('error', onThreadError);

  const run = async <Result>(name: keyof typeof FAILURES, input: unknown, signal?: AbortSignal): Promise<Result> => {
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return (await pool.run(input, {
        name,
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      })) as Result;
    } catch (cause) {
      signal?.throwIfAborted();
      throw new EngineError(timeout.aborted ? `No answer within ${timeoutMs} ms` : FAILURES[name], {
        cause,
      });
    }
  };

  return {
    threads,
    verify: (input: EngineInput, options) => run<EngineResult>('verify', input, options?.signal),
    compare: (input, options) => run<ComparisonResult>('compare', input, options?.signal),
    ready: () => run('ready', null),
    close: () => pool.destroy(),
  };
};
