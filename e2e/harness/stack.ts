/**
 * Gateway and partner as the demo runs them: two processes on free loopback ports with a data folder of their own.
 * All journeys share one stack; the crash test starts its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../testkit/free-port.ts';
import type { Service, ServiceSpec } from './service.ts';
import { startService } from './service.ts';

const ADDRESS = 'LIFESIGN_E2E_ADDRESS';

export interface Stack {
  /** Address of the partner's page; the gateway is on the same origin, behind the partner's server. */
  readonly address: string;
  /** Kills only the gateway, without clean-up. */
  killGateway(): Promise<void>;
  /** Starts the gateway on the same port and data. */
  restartGateway(): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

/** Beside each other: neither needs the other to start. When one fails, the other is stopped. */
const startBoth = async (...specs: readonly [ServiceSpec, ServiceSpec]): Promise<readonly [Service, Service]> => {
  const starts = [startService(specs[0]), startService(specs[1])] as const;
  try {
    return await Promise.all(starts);
  } catch (error) {
    for (const start of await Promise.allSettled(starts)) {
      await (start.status === 'fulfilled' ? start.value.stop() : undefined);
    }
    throw error;
  }
};

/** @param settings environment variables of gateway and partner. */
export const startStack = async (settings: Readonly<Record<string, string>> = {}): Promise<Stack> => {
  const data = mkdtempSync(join(tmpdir(), 'lifesign-'));
  const [gatewayPort, partnerPort] = [await freePort(), await freePort()];
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const address = `http://localhost:${partnerPort}`;
  // By number, because machines differ in the address to which `localhost` resolves first.
  const partnerHost = `127.0.0.1:${partnerPort}`;
  const gatewaySpec: ServiceSpec = {
    name: 'The gateway',
    args: ['gateway/src/main.ts'],
    env: {
      PORT: String(gatewayPort),
      HOST: '127.0.0.1',
      PUBLIC_URL: `${address}/gateway`,
      DATA_DIR: join(data, 'gateway'),
      DEMO_BACKEND_URL: `http://${partnerHost}`,
      DEMO_BACKEND_HOST: partnerHost,
      DEMO_PAGE_URL: address,
      LOG_LEVEL: 'info',
      ...settings,
    },
    readyUrl: `${gatewayUrl}/readyz`,
  };
  const partnerSpec: ServiceSpec = {
    name: 'The partner',
    args: ['demo/server/main.ts'],
    env: { PORT: String(partnerPort), HOST: '127.0.0.1', GATEWAY_URL: gatewayUrl, PUBLIC_URL: address, ...settings },
    readyUrl: `http://${partnerHost}/healthz`,
  };
  const [firstGateway, partner] = await startBoth(gatewaySpec, partnerSpec);
  let gateway = firstGateway;
  return {
    address,
    killGateway: () => gateway.kill(),
    restartGateway: async () => {
      gateway = await startService(gatewaySpec);
    },
    log: () => `${gateway.log()}\n${partner.log()}`,
    stop: async () => {
      await partner.stop();
      await gateway.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
};

/** Makes this the stack that all journeys use. */
export const shareStack = ({ address }: Stack): void => {
  process.env[ADDRESS] = address;
};

/** The partner's origin. */
export const stackAddress = (): string => {
  const address = process.env[ADDRESS];
  if (address === undefined) {
    throw new Error('The global set-up did not start a stack');
  }
  return address;
};
