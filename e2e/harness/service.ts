/** A child process that serves HTTP: started, waited for, stopped or killed. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const LOG_LINES = 200;

export interface ServiceSpec {
  readonly name: string;
  /** Arguments of Node, relative to the repository's root. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 once the service is ready. */
  readonly readyUrl: string;
  readonly readyWithinMs?: number;
}

export interface Service {
  /** The newest lines of its output. */
  log(): string;
  /** Sends a signal to stop and waits; kills the process if it does not stop. */
  stop(): Promise<void>;
  /** Kills the process without clean-up, like a power cut. */
  kill(): Promise<void>;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (hasEnded(child)) {
      done();
    } else {
      child.once('exit', () => done());
    }
  });

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );

export const startService = async (spec: ServiceSpec): Promise<Service> => {
  const child = spawn(process.execPath, ['--conditions=lifesign-source', ...spec.args], {
    cwd: ROOT,
    env: { ...process.env, ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer): void => {
    lines.push(...chunk.toString('utf8').split('\n'));
    lines.splice(0, Math.max(0, lines.length - LOG_LINES));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const log = (): string => lines.join('\n');

  const stopWith = async (signal: NodeJS.Signals, graceMs: number): Promise<void> => {
    if (!hasEnded(child)) {
      child.kill(signal);
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended(child);
    clearTimeout(timer);
  };
  const service: Service = { log, stop: () => stopWith('SIGTERM', 15_000), kill: () => stopWith('SIGKILL', 1000) };

  const deadline = Date.now() + (spec.readyWithinMs ?? 120_000);
  while (!(await answers(spec.readyUrl))) {
    if (hasEnded(child) || Date.now() > deadline) {
      await service.kill();
      throw new Error(`${spec.name} did not become ready (exit code ${child.exitCode ?? 'none'}):\n${log()}`);
    }
    await pause(100);
  }
  return service;
};
