/** For tests: the partner's server in front of a real gateway (embedded database, scripted engine), both on sockets. */
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import sharp from 'sharp';
import { loadConfig } from '../../gateway/src/config.ts';
import { createGateway } from '../../gateway/src/gateway.ts';
import { createLogger } from '../../gateway/src/http/logging.ts';
import { createFakeEngine, type FakeEngine } from '../../gateway/test/support/fake-engine.ts';
import { migratedMemory } from '../../gateway/test/support/shared-databases.ts';
import { createPartnerApp } from './app.ts';
import { FAMILY_ACCOUNTS, type LcpAccount } from './settings.ts';

/** Hash of the liveness model that the gateway accepts in evidence. */
export const MODEL = 'a'.repeat(64);

const CALLBACK_SECRET = 'a-secret-for-these-tests';
const REFERENCE_TOKEN = 'reference-token';

export interface DemoServers {
  /** Address of the partner's server. */
  readonly partner: string;
  readonly engine: FakeEngine;
  /** A JPEG. */
  readonly picture: Uint8Array<ArrayBuffer>;
  stop(): Promise<void>;
}

export const startDemoServers = async (lcpProvider: LcpAccount['provider'] = 'lifesign'): Promise<DemoServers> => {
  const servers: ServerType[] = [];
  const listen = (app: Pick<Hono, 'fetch'>): Promise<string> =>
    new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${String(port)}`),
      );
      servers.push(server);
    });
  // Each needs the other's address, so the partner's socket opens before its app exists.
  let partnerApp: Hono | null = null;
  const partner = await listen({
    fetch: (request, env) => partnerApp?.fetch(request, env) ?? new Response('', { status: 503 }),
  });
  const publicUrl = partner.replace('127.0.0.1', 'localhost');
  const engine = createFakeEngine();
  const gateway = await createGateway({
    config: loadConfig(new URL('../../gateway/config.demo.json', import.meta.url), {
      DEMO_BACKEND_URL: partner,
      DEMO_BACKEND_HOST: new URL(partner).host,
      DEMO_PAGE_URL: publicUrl,
      DEMO_CALLBACK_SECRET: CALLBACK_SECRET,
      DEMO_REFERENCE_TOKEN: REFERENCE_TOKEN,
      DEMO_LCP_PROVIDER: lcpProvider,
    }),
    database: await migratedMemory(),
    masterKeys: [new Uint8Array(32).fill(3)],
    engine,
    logger: createLogger('silent'),
    models: new Map([['liveness', new Set([MODEL])]]),
    publicUrl: `${publicUrl}/gateway`,
  });
  await gateway.startWork();
  const gatewayUrl = await listen(gateway.app);
  const page = { body: '<!doctype html>', contentType: 'text/html; charset=utf-8' };
  partnerApp = createPartnerApp(
    {
      gatewayUrl,
      publicUrl,
      callbackSecret: CALLBACK_SECRET,
      referenceToken: REFERENCE_TOKEN,
      families: { ...FAMILY_ACCOUNTS, lcp: { ...FAMILY_ACCOUNTS.lcp, provider: lcpProvider } },
    },
    new Map([
      ['/index.html', page],
      ['/hosted.html', page],
    ]),
  );
  const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#888888' } })
    .jpeg()
    .toBuffer();
  return {
    partner,
    engine,
    picture: new Uint8Array(picture),
    stop: async () => {
      for (const server of servers) {
        server.close();
        if ('closeAllConnections' in server) {
          server.closeAllConnections();
        }
      }
      await gateway.close(5000);
    },
  };
};
