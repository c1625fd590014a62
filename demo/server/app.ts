/** The partner's whole server as a function of its dependencies: `createPartnerApp(...).request(...)` needs no socket. */
import { Hono } from 'hono';
import { familyRoutes } from './families/families.ts';
import { createGatewayClient } from './gateway-client.ts';
import { pageHeaders } from './headers.ts';
import { pageRoutes, type Pages, SDK_FOLDER } from './pages.ts';
import { partnerRoutes } from './partner-routes.ts';
import { GATEWAY_PATH, gatewayProxy } from './proxy.ts';
import { ACCOUNTS, type Settings } from './settings.ts';
import { createVisits } from './visits.ts';

type AppSettings = Pick<Settings, 'gatewayUrl' | 'publicUrl' | 'callbackSecret' | 'referenceToken' | 'families'>;

export const createPartnerApp = (settings: AppSettings, pages: Pages, sdkFolder: string = SDK_FOLDER): Hono => {
  const { gatewayUrl, publicUrl, callbackSecret, referenceToken, families } = settings;
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.route(GATEWAY_PATH, gatewayProxy(gatewayUrl, publicUrl));
  app.route(
    '/',
    partnerRoutes({
      gatewayUrl,
      publicUrl,
      clients: {
        demo: createGatewayClient(gatewayUrl, ACCOUNTS.demo),
        sandbox: createGatewayClient(gatewayUrl, ACCOUNTS.sandbox),
      },
      visits: createVisits(),
      callbackSecret,
      referenceToken,
    }),
  );
  app.route('/api/families', familyRoutes(gatewayUrl, families));
  app.use(pageHeaders);
  app.route('/', pageRoutes(pages, sdkFolder));
  return app;
};
