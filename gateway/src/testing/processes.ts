import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { until } from './harness.ts';

export interface GatewayProcess {
  /** Speaks to the process as `call` and its kin expect it. */
  readonly app: { request(path: string, init?: RequestInit): Promise<Response> };
  /** Lines printed so far. */
  readonly lines: readonly string[];
  readonly errors: () => string;
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

type Environment = Readonly<Record<string, string>>;

/** Starts `killable.ts` and waits until it listens. */
export const startProcess = (env: Environment): Promise<GatewayProcess> =>
  start(new URL('./killable.ts', import.meta.url), env, (line) => /^port (\d+)$/.exec(line)?.[1]);

export const MAIN = new URL('../main.ts', import.meta.url);

/** Starts the gateway as it is shipped, engine included, on a port of the system's choice, and waits until it listens. */
export const startMain = (env: Environment): Promise<GatewayProcess> =>
  start(MAIN, { PORT: '0', LOG_LEVEL: 'info', ...env }, (line) =>
    line.includes('"listening"') ? /"port":(\d+)/.exec(line)?.[1] : undefined,
  );

const start = async (
  script: URL,
  env: Environment,
  portOf: (line: string) => string | undefined,
): Promise<GatewayProcess> => {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
    process.execPath,
    ['--conditions=lifesign-source', fileURLToPath(script)],
    { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return exited;
  };
  const port = await until(
    () => {
      if (child.exitCode !== null) {
        throw new Error(`The gateway ended with ${child.exitCode}: ${errors}${lines.join('\n')}`);
      }
      return lines.map(portOf).find((found) => found !== undefined);
    },
    (found) => found !== undefined,
    90_000,
  );
  return {
    app: { request: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init) },
    lines,
    errors: () => errors,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
};

export interface CallbackServer {
  readonly url: string;
  readonly bodies: string[];
  close(): void;
}

/** A partner's callback endpoint on loopback that takes everything. */
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
