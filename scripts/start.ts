/**
 * `npm start`: gateway and partner as two processes, as they run in production, until one dies or somebody interrupts.
 * Owns: addresses, ports and the order of things. Does not know: what the two do.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { freePort } from '../testkit/free-port.ts';
import { ensureBuild } from './build.ts';
import { ensureCertificate, lanAddresses } from './certificate.ts';
import { parseStartOptions, type StartOptions, USAGE } from './start-options.ts';

const ROOT = resolve(import.meta.dirname, '..');
const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 30_000;

interface Plan {
  readonly gatewayEnv: Readonly<Record<string, string>>;
  readonly partnerEnv: Readonly<Record<string, string>>;
  /** To open, most useful first. */
  readonly addresses: readonly string[];
  /** Where the partner answers this machine without TLS. */
  readonly partnerUrl: string;
  readonly gatewayUrl: string;
}

const planOf = async ({ https, port, gatewayPort, data }: StartOptions): Promise<Plan> => {
  const gatewayUrl = `http://127.0.0.1:${String(gatewayPort)}`;
  const local = `${https ? 'https' : 'http'}://localhost:${String(port)}`;
  const lan = https ? lanAddresses().map((address) => `https://${address}:${String(port)}`) : [];
  const publicUrl = lan[0] ?? local;
  // The gateway calls the partner on this machine, where it need not trust a certificate that nobody signed.
  const loopbackPort = https ? await freePort() : port;
  const backendHost = `localhost:${String(loopbackPort)}`;
  const tls = https ? await ensureCertificate(join(data, 'tls')) : null;
  return {
    gatewayUrl,
    partnerUrl: `http://127.0.0.1:${String(loopbackPort)}`,
    addresses: [local, ...lan],
    gatewayEnv: {
      HOST: '127.0.0.1',
      PORT: String(gatewayPort),
      DATA_DIR: join(data, 'gateway'),
      PUBLIC_URL: `${publicUrl}/gateway`,
      TRUSTED_PROXIES: '1',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
      DEMO_BACKEND_URL: `http://${backendHost}`,
      DEMO_BACKEND_HOST: backendHost,
      DEMO_PAGE_URL: publicUrl,
      ...MOVEMENTS,
    },
    partnerEnv: {
      HOST: https ? '0.0.0.0' : '127.0.0.1',
      PORT: String(port),
      GATEWAY_URL: gatewayUrl,
      PUBLIC_URL: publicUrl,
      ...(tls === null ? {} : { TLS_CERT: tls.cert, TLS_KEY: tls.key, LOOPBACK_PORT: String(loopbackPort) }),
    },
  };
};

/** What the demo page's visitors may choose to be asked for, or do without. */
const MOVEMENTS = {
  BPM_CHALLENGES: process.env['BPM_CHALLENGES'] ?? '2',
  E_VERIFY_CHALLENGES: process.env['E_VERIFY_CHALLENGES'] ?? '1',
} as const;

const children = new Map<string, ChildProcess>();
const stopping = new AbortController();

/** Ends with what is given once every child has; the one that does not listen is made to. */
const stop = (exitCode: number): void => {
  if (stopping.signal.aborted) {
    return;
  }
  stopping.abort();
  process.exitCode = exitCode;
  for (const child of children.values()) {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS).unref();
  }
};

const run = (name: string, script: string, env: Readonly<Record<string, string>>): void => {
  const child = spawn(process.execPath, ['--conditions=lifesign-source', script], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    // An interrupt at the keyboard reaches the whole group; who stops first is decided here and not by chance.
    detached: true,
  });
  children.set(name, child);
  child.once('exit', (code, signal) => {
    children.delete(name);
    if (!stopping.signal.aborted) {
      console.error(`The ${name} ended (${signal ?? `code ${String(code)}`}), so everything stops.`);
      stop(1);
    }
  });
};

const untilReady = async (url: string): Promise<void> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!stopping.signal.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.ok === true) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`${url} does not answer`);
    }
    await new Promise((done) => setTimeout(done, 500));
  }
};

const start = async (options: StartOptions): Promise<void> => {
  ensureBuild();
  const plan = await planOf({ ...options, data: resolve(options.data) });
  run('gateway', 'gateway/src/main.ts', plan.gatewayEnv);
  run('partner', 'demo/server/main.ts', plan.partnerEnv);
  await Promise.all([untilReady(`${plan.gatewayUrl}/readyz`), untilReady(`${plan.partnerUrl}/healthz`)]);
  if (stopping.signal.aborted) {
    return;
  }
  console.log(`\nOpen ${plan.addresses.join('\n  or ')}\n`);
  console.log(`Gateway: ${plan.gatewayUrl}/docs`);
  if (options.https) {
    console.log('On a phone in the same network: open the second address, accept the certificate (nobody but this');
    console.log('machine signed it), allow the camera.');
  }
  console.log('Stop with Ctrl+C.');
};

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
// Children run in groups of their own, so a crash of ours must not leave them behind.
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

try {
  await start(parseStartOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  stop(1);
}
