/** The gateway families beside CoE, each under its name in the page's form. */
import { Hono } from 'hono';
import type { FamilyAccounts } from '../settings.ts';
import { bpmRoutes } from './bpm.ts';
import { eVerifyRoutes } from './e-verify.ts';
import { lcpRoutes } from './lcp.ts';

export const familyRoutes = (gatewayUrl: string, { bpm, eVerify, lcp }: FamilyAccounts): Hono => {
  const app = new Hono();
  // What the page's form offers depends on it.
  app.get('/', (c) => c.json({ lcpProvider: lcp.provider }));
  app.route('/bpm', bpmRoutes(gatewayUrl, bpm));
  app.route('/e-verify', eVerifyRoutes(gatewayUrl, eVerify));
  app.route('/lcp', lcpRoutes(gatewayUrl, lcp));
  app.onError((error, c) => c.json({ error: `The gateway cannot be reached (${error.name})` }, 502));
  return app;
};
