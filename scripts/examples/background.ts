/** The servers behind the examples: a gateway with its demo configuration, and the backend of examples/backend-node. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNTS } from '../../demo/server/settings.ts';
import { startService } from '../../e2e/harness/service.ts';
import { freePort } from '../../testkit/free-port.ts';
import type { Upstreams } from './site.ts';

export interface Background extends Upstreams, AsyncDisposable {
  /** Output of the backend. */
  log(): string;
}

const CALLBACK_SECRET = 'examples-callback-secret';

/** @param site the origin of the pages, which forwards `/gateway` to the gateway. */
export const startBackground = async (site: string): Promise<Background> => {
  const data = mkdtempSync(join(tmpdir(), 'lifesign-examples-data-'));
  const [gatewayPort, backendPort] = [await freePort(), await freePort()];
  const [gateway, backend] = [`http://127.0.0.1:${gatewayPort}`, `http://127.0.0.1:${backendPort}`];
  const gatewayService = await startService({
    name: 'The gateway',
    args: ['gateway/src/main.ts'],
    env: {
      PORT: String(gatewayPort),
      HOST: '127.0.0.1',
      PUBLIC_URL: `${site}/gateway`,
      DATA_DIR: data,
      DEMO_BACKEND_URL: backend,
      DEMO_BACKEND_HOST: new URL(backend).host,
      DEMO_PAGE_URL: site,
      DEMO_CALLBACK_SECRET: CALLBACK_SECRET,
    },
    readyUrl: `${gateway}/readyz`,
  });
  const backendService = await startService({
    name: 'The backend',
    args: ['examples/backend-node/server.mjs'],
    env: {
      PORT: String(backendPort),
      GATEWAY_URL: gateway,
      PUBLIC_GATEWAY_URL: `${site}/gateway`,
      CLIENT_ID: ACCOUNTS.sandbox.clientId,
      PASS_KEY: ACCOUNTS.sandbox.passKey,
      CALLBACK_SECRET,
    },
    readyUrl: `${backend}/healthz`,
  });
  return {
    gateway,
    backend,
    log: () => backendService.log(),
    [Symbol.asyncDispose]: async () => {
      await backendService.stop();
      await gatewayService.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
};
