/** Starts the partner's server from its environment (settings.ts). */
import { createServer as createTlsServer } from 'node:https';
import { serve, type ServerType } from '@hono/node-server';
import { createPartnerApp } from './app.ts';
import { buildPages, isSdkBuilt } from './pages.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
if (!isSdkBuilt()) {
  process.stderr.write('The SDK is not built: run `npm run build` first.\n');
  process.exit(1);
}

const { fetch } = createPartnerApp(settings, await buildPages());
const { host: hostname, port, tls, loopbackPort } = settings;
const servers: ServerType[] = [
  serve(
    tls === null
      ? { fetch, hostname, port }
      : { fetch, hostname, port, createServer: createTlsServer, serverOptions: tls },
  ),
];
if (loopbackPort !== null) {
  servers.push(serve({ fetch, hostname: '127.0.0.1', port: loopbackPort }));
}

const stop = (): void => {
  for (const server of servers) {
    server.close();
    if ('closeAllConnections' in server) {
      // Event streams would keep the process for as long as a page is open.
      server.closeAllConnections();
    }
  }
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
