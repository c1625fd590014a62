/**
 * Child processes that end with this one, however it ends. Starts them, stops them, and handles the signals
 * for that.
 */
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';

const STOP_WITHIN_MS = 30_000;
const PARENT_POLL_MS = 500;
/** An unhandled signal ends Node without running exit handlers: children would stay. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface ChildSpec {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Children {
  /** Aborted once everything is to stop. */
  readonly stopping: AbortSignal;
  /** A process that should run as long as the others: when it ends, they are stopped. */
  serve(spec: ChildSpec): void;
  /** Runs a command to its end; rejects when it fails. */
  finish(spec: ChildSpec): Promise<void>;
  /** Asks all to stop and kills those that do not; then this process ends with `exitCode`. */
  stop(exitCode: number): void;
}

export const createChildren = (): Children => {
  const running = new Set<ChildProcess>();
  const stopping = new AbortController();

  const signalAll = (signal: NodeJS.Signals): void => {
    for (const { pid } of running) {
      signalGroup(pid, signal);
    }
  };

  const stop = (exitCode: number): void => {
    if (stopping.signal.aborted) {
      return;
    }
    stopping.abort();
    process.exitCode = exitCode;
    signalAll('SIGTERM');
    setTimeout(() => signalAll('SIGKILL'), STOP_WITHIN_MS).unref();
  };

  const start = ({ command: [program, ...args], cwd, env }: ChildSpec, stdio: StdioOptions): ChildProcess => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio,
      // A process group of its own: Ctrl+C reaches this process only, which stops the children in order.
      detached: true,
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    return child;
  };

  for (const signal of SIGNALS) {
    process.on(signal, () => stop(0));
  }
  // Also after an error that nothing caught.
  process.on('exit', () => signalAll('SIGTERM'));
  stopWithParent(() => stop(0));

  return {
    stopping: stopping.signal,
    serve: (spec) => {
      // The channel closes with this process, even by SIGKILL; the child stops when it closes.
      const child = start(spec, ['ignore', 'inherit', 'inherit', 'ipc']);
      child.once('error', (error) => {
        console.error(`The ${spec.name} could not be started: ${error.message}`);
        stop(1);
      });
      child.once('exit', (code, signal) => {
        if (!stopping.signal.aborted) {
          console.error(`The ${spec.name} ended (${signal ?? `code ${String(code)}`}), so everything stops.`);
          stop(1);
        }
      });
    },
    finish: (spec) =>
      new Promise((resolve, reject) => {
        const child = start(spec, ['ignore', 'inherit', 'inherit']);
        child.once('error', reject);
        child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The ${spec.name} failed`))));
      }),
    stop,
  };
};

const signalGroup = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It has already ended.
  }
};

/** A signal to npm ends npm and its shell only: the shell does not forward it. */
const stopWithParent = (stop: () => void): void => {
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] !== undefined) {
    setInterval(() => (process.ppid === parent ? undefined : stop()), PARENT_POLL_MS).unref();
  }
};
