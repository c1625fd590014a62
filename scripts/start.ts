/**
 * `npm start`: gateway and partner as two processes, as in production, until one ends or it is interrupted.
 * It chooses addresses and ports, and waits for each to be ready.
 */
import { join, resolve } from 'node:path';
import { isBuilt } from './build.ts';
import { ensureCertificate, lanAddresses } from './certificate.ts';
import { createChildren } from './children.ts';
import { freePort, whyNot } from './ports.ts';
import { parseStartOptions, type StartOptions, USAGE } from './start-options.ts';

const ROOT = resolve(import.meta.dirname, '..');
const READY_WITHIN_MS = 120_000;
const TELL_EVERY_MS = 5000;

interface Plan {
  readonly gatewayEnv: Readonly<Record<string, string>>;
  readonly partnerEnv: Readonly<Record<string, string>>;
  /** Addresses to open, the most useful first. */
  readonly addresses: readonly string[];
  /** The partner's address on this machine, without TLS. */
  readonly partnerUrl: string;
  readonly gatewayUrl: string;
}

const planOf = async (options: StartOptions): Promise<Plan> => {
  const { https, port, gatewayPort, data } = options;
  const gatewayUrl = `http://127.0.0.1:${String(gatewayPort)}`;
  const local = `${https ? 'https' : 'http'}://localhost:${String(port)}`;
  const lan = https ? lanAddresses().map((address) => `https://${address}:${String(port)}`) : [];
  const publicUrl = lan[0] ?? local;
  // The gateway calls the partner on loopback by plain HTTP, so that it need not trust the self-signed certificate.
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
      HOST: hostOf(options),
      PORT: String(port),
      GATEWAY_URL: gatewayUrl,
      PUBLIC_URL: publicUrl,
      ...(tls === null ? {} : { TLS_CERT: tls.cert, TLS_KEY: tls.key, LOOPBACK_PORT: String(loopbackPort) }),
    },
  };
};

/** Challenges that the demo page's visitors may choose, or skip. */
const MOVEMENTS = {
  BPM_CHALLENGES: process.env['BPM_CHALLENGES'] ?? '2',
  E_VERIFY_CHALLENGES: process.env['E_VERIFY_CHALLENGES'] ?? '1',
} as const;

const hostOf = ({ https }: StartOptions): string => (https ? '0.0.0.0' : '127.0.0.1');

/** Checks the ports before anything is built or started. Throws a `StartMistake` that names the option to change. */
const requirePorts = async (options: StartOptions): Promise<void> => {
  const wanted = [
    { option: '--port', host: hostOf(options), port: options.port },
    { option: '--gateway-port', host: '127.0.0.1', port: options.gatewayPort },
  ];
  for (const { option, host, port } of wanted) {
    const reason = await whyNot(host, port);
    if (reason !== null) {
      throw new StartMistake(`Port ${String(port)} ${reason}: choose another with ${option}.`);
    }
  }
};

class StartMistake extends Error {}

const children = createChildren();
const { stopping } = children;

const nodeOn = (script: string): [string, ...string[]] => [process.execPath, '--conditions=lifesign-source', script];

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const untilReady = async (name: string, url: string): Promise<void> => {
  const startedAt = Date.now();
  let toldAt = startedAt;
  while (!stopping.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.ok === true) {
      return;
    }
    const waited = Date.now() - startedAt;
    if (waited > READY_WITHIN_MS) {
      throw new StartMistake(
        `The ${name} is not ready after ${String(READY_WITHIN_MS / 1000)} s: ${url} does not answer.`,
      );
    }
    if (Date.now() - toldAt >= TELL_EVERY_MS) {
      toldAt = Date.now();
      console.log(`The ${name} is not ready yet (${String(Math.round(waited / 1000))} s) ...`);
    }
    await pause(500);
  }
};

const start = async (options: StartOptions): Promise<void> => {
  await requirePorts(options);
  if (!isBuilt()) {
    console.log('Building the SDK, once (about a quarter of a minute) ...');
    await children.finish({ name: 'build of the SDK', command: ['npm', 'run', '--silent', 'build'], cwd: ROOT });
  }
  if (stopping.aborted) {
    return;
  }
  const plan = await planOf({ ...options, data: resolve(options.data) });
  console.log('Starting the gateway (database, models) and the partner (pages) ...');
  children.serve({ name: 'gateway', command: nodeOn('gateway/src/main.ts'), cwd: ROOT, env: plan.gatewayEnv });
  children.serve({ name: 'partner', command: nodeOn('demo/server/main.ts'), cwd: ROOT, env: plan.partnerEnv });
  await Promise.all([
    untilReady('gateway', `${plan.gatewayUrl}/readyz`),
    untilReady('partner', `${plan.partnerUrl}/healthz`),
  ]);
  if (stopping.aborted) {
    return;
  }
  console.log(`\nOpen ${plan.addresses.join('\n  or ')}\n`);
  console.log(`Gateway: ${plan.gatewayUrl}/docs`);
  if (options.https) {
    console.log('On a phone in the same network: open the second address, accept the self-signed');
    console.log('certificate, allow the camera.');
  }
  console.log('Stop with Ctrl+C.');
};

try {
  await start(parseStartOptions(process.argv.slice(2)));
} catch (error) {
  if (!stopping.aborted) {
    console.error(
      error instanceof TypeError
        ? `${error.message}\n\n${USAGE}`
        : error instanceof StartMistake
          ? error.message
          : error,
    );
  }
  children.stop(1);
}
