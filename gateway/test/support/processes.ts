import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { BARE_ENVIRONMENT } from '../../../testkit/bare-environment.ts';
import { until } from './harness.ts';

export interface GatewayProcess {
  /** Sends requests to the process; the form that `call` and similar helpers take. */
  readonly app: { request(path: string, init?: RequestInit): Promise<Response> };
  readonly port: number;
  readonly pid: number;
  /** Lines printed so far. */
  readonly lines: readonly string[];
  readonly errors: () => string;
  /** Its exit code, once it has ended. */
  readonly exited: Promise<number | null>;
  /** Sends SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** Sends SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `killable.ts` and waits until it listens. */
export const startProcess = (
  env: Readonly<Record<string, string>>,
  within: readonly string[] = [],
): Promise<GatewayProcess> => startScript(fileURLToPath(new URL('./killable.ts', import.meta.url)), env, { within });

export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Starts the gateway as it is shipped, engine included, on a port of the system's choice, and waits until it listens. `args`: its role. */
export const startMain = (
  env: Readonly<Record<string, string>>,
  within: readonly string[] = [],
  args: readonly string[] = [],
): Promise<GatewayProcess> =>
  startScript(
    MAIN,
    { PORT: '0', LOG_LEVEL: 'info', ...env },
    { within, args, portIn: (line) => (line.includes('"listening"') ? /"port":(\d+)/.exec(line)?.[1] : undefined) },
  );

interface ScriptOptions {
  readonly args?: readonly string[];
  /** A command that runs the rest of its arguments, e.g. in other namespaces. */
  readonly within?: readonly string[];
  /** Reads the address from a line of output. */
  readonly portIn?: (line: string) => string | undefined;
}

/** Starts a script that serves a gateway, and waits until it listens. Rejects with its output when it exits first. */
export const startScript = async (
  script: string,
  env: Readonly<Record<string, string>>,
  { within = [], args = [], portIn = (line) => /^port (\d+)$/.exec(line)?.[1] }: ScriptOptions = {},
): Promise<GatewayProcess> => {
  const words = [...within, process.execPath, '--conditions=lifesign-source', script, ...args];
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(words[0] ?? '', words.slice(1), {
    env: { ...BARE_ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return exited;
  };
  const port = await until(
    () => {
      if (child.exitCode !== null) {
        throw new ProcessEnded(child.exitCode, lines, errors);
      }
      return lines.map(portIn).find((found) => found !== undefined);
    },
    (found) => found !== undefined,
    90_000,
  );
  return {
    app: { request: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init) },
    port: Number(port),
    pid: child.pid ?? 0,
    lines,
    errors: () => errors,
    exited,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
};

/** A process that ended before it listened. */
export class ProcessEnded extends Error {
  readonly exitCode: number;
  readonly lines: readonly string[];

  constructor(exitCode: number, lines: readonly string[], errors: string) {
    super(`The gateway ended with ${exitCode}: ${lines.join('\n')}\n${errors}`);
    this.exitCode = exitCode;
    this.lines = lines;
  }
}

export interface CallbackServer {
  readonly url: string;
  readonly bodies: string[];
  close(): void;
}

/** A partner's callback endpoint on loopback that accepts everything. */
export const startCallbackServer = async (): Promise<CallbackServer> => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      bodies.push(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/callback`, bodies, close: () => server.close() };
};
